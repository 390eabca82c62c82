using Parley.Engine.Dictionary;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>Decides the stored traffic twice, with an agreement in force and without it, and says what differs.</summary>
internal sealed class Impact(WorkspaceHost workspace, Store store, Disclosure disclosure, StoredBundles bundles, ServerOptions options)
{
    private const int Page = 200;
    private const int MostExchanges = 5_000;

    /// <summary>Measures it over the exchanges of the last days that the caller may read.</summary>
    public async Task<ImpactReport> MeasureAsync(AgreementStanding standing, Caller caller, int days, CancellationToken cancellationToken)
    {
        LoadedWorkspace loaded = workspace.Current.Workspace;
        AgreementStanding inForce = standing with
        {
            Missing = [],
            Stop = null,
            Agreement = standing.Agreement with { Start = DateOnly.MinValue, End = DateOnly.MaxValue },
        };
        Dictionary<string, AgreementStanding> all = new(disclosure.Policy.Agreements, StringComparer.Ordinal) { [standing.Agreement.Id] = inForce };
        SharingPolicy with = SharingPolicy.Of(loaded, all.ToDictionary(StringComparer.Ordinal));
        all.Remove(standing.Agreement.Id);
        SharingPolicy without = SharingPolicy.Of(loaded, all);
        Tally tally = new();
        long since = Clock.Microseconds(options.Time) - (days * 86_400_000_000L);
        ExchangeFilter filter = new(null, null, null, null, long.MaxValue, Page) { Within = disclosure.ReadableSystems(caller), Since = since };
        int looked = 0;
        while (true)
        {
            List<ExchangeRow> rows = await store.Reader.ExchangesAsync(filter, cancellationToken);
            foreach (ExchangeRow row in rows)
            {
                await CompareAsync(row, caller, with, without, tally, cancellationToken);
            }

            looked += rows.Count;
            if (rows.Count < Page || looked >= MostExchanges)
            {
                return new ImpactReport(looked, rows.Count < Page, tally.Changes());
            }

            filter = filter with { Before = rows[^1].Id };
        }
    }

    private async Task CompareAsync(ExchangeRow row, Caller caller, SharingPolicy with, SharingPolicy without, Tally tally, CancellationToken cancellationToken)
    {
        Snapshot snapshot = workspace.Current;
        if (row.Status != ExchangeStatus.Accepted
            || disclosure.PermitView(caller, row.System) is not ContentPermit permit
            || await bundles.ReadAsync(row, permit, cancellationToken) is not { Subject: Record subject } bundle)
        {
            return;
        }

        SystemDefinition source = snapshot.Workspace.Systems[row.System];
        foreach (Route route in snapshot.Routes.For(subject.Type).Where(r => r.Takes(source.Id, subject)))
        {
            SharingRequest request = disclosure.RequestFor(source, row, route);
            tally.Add(route, Shown(with.Decide(request, bundle)), Shown(without.Decide(request, bundle)));
        }
    }

    // By name and number, for two persons of one message may be permitted different things.
    private static Dictionary<string, int>? Shown(Decision decision)
    {
        if (decision.Permitted is not Bundle permitted)
        {
            return null;
        }

        Dictionary<string, int> shown = new(StringComparer.Ordinal);
        foreach (Record record in permitted.Records)
        {
            foreach (ref readonly AttributeValue item in record.Attributes)
            {
                string name = $"{record.Type.Name}.{item.Attribute.Name}";
                shown[name] = shown.GetValueOrDefault(name) + 1;
            }
        }

        return shown;
    }

    private sealed class Tally
    {
        private readonly SortedDictionary<(string Recipient, string Type), (int Deliveries, int OnlyWith, int OnlyWithout, SortedSet<string> Attributes)> _changes = [];

        public void Add(Route route, Dictionary<string, int>? with, Dictionary<string, int>? without)
        {
            string[] more = [.. Beyond(with, without).Select(n => "+" + n)];
            string[] less = [.. Beyond(without, with).Select(n => "-" + n)];
            if (more.Length + less.Length == 0 && (with is null) == (without is null))
            {
                return;
            }

            (string, string) key = (route.Recipient.Id, route.MessageType.Name);
            (int deliveries, int onlyWith, int onlyWithout, SortedSet<string> attributes) = _changes.GetValueOrDefault(key, (0, 0, 0, new(StringComparer.Ordinal)));
            attributes.UnionWith(more.Concat(less));
            _changes[key] = (deliveries + 1, onlyWith + (without is null ? 1 : 0), onlyWithout + (with is null ? 1 : 0), attributes);
        }

        public IReadOnlyList<ImpactChange> Changes() =>
            [.. _changes.Select(c => new ImpactChange(c.Key.Recipient, c.Key.Type, c.Value.Deliveries, c.Value.OnlyWith, c.Value.OnlyWithout, [.. c.Value.Attributes]))];

        private static IEnumerable<string> Beyond(Dictionary<string, int>? one, Dictionary<string, int>? other) =>
            (one ?? []).Where(n => n.Value > (other?.GetValueOrDefault(n.Key) ?? 0)).Select(n => n.Key);
    }
}
