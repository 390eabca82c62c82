using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Agreements;

/// <summary>
/// The agreements as they stand: what the workspace's files say, with what parties did since. Of the two the more restrictive counts, and every
/// change is effective at once for whoever asks next.
/// </summary>
internal sealed class AgreementRegister(WorkspaceHost workspace, Store store, AgreementDay day)
{
    private readonly Lock _gate = new();
    private Dictionary<string, AgreementActRow> _acts = new(StringComparer.Ordinal);
    private Dictionary<string, EndedAgreement> _ended = new(StringComparer.Ordinal);
    private volatile View? _view;

    /// <summary>The policy of the workspace in use and the acts so far.</summary>
    public SharingPolicy Policy
    {
        get
        {
            Snapshot snapshot = workspace.Current;
            DateOnly today = day.Today;
            View? view = _view;
            return view is not null && ReferenceEquals(view.Snapshot, snapshot) && view.Day == today ? view.Policy : Renew(snapshot, today);
        }
    }

    /// <summary>The day that dates of agreements are held against.</summary>
    public DateOnly Today => day.Today;

    /// <summary>The agreements in order of their identifiers.</summary>
    public IEnumerable<AgreementStanding> All => Policy.Agreements.Values.OrderBy(a => a.Agreement.Id, StringComparer.Ordinal);

    /// <summary>The last act on an agreement, or null.</summary>
    public AgreementActRow? LastAct(string agreement)
    {
        lock (_gate)
        {
            return _acts.GetValueOrDefault(agreement);
        }
    }

    /// <summary>Reads the acts back from the store.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => StartAtAsync(long.MaxValue, cancellationToken);

    /// <summary>Reads back the acts up to a moment, microseconds since 1970: agreements as they stood then.</summary>
    public async Task StartAtAsync(long moment, CancellationToken cancellationToken)
    {
        List<AgreementActRow> rows = [.. (await store.Reader.AgreementActsAsync(cancellationToken)).Where(a => a.At <= moment)];
        List<EndedAgreement> ended = [.. (await store.Reader.EndedAgreementsAsync(cancellationToken)).Where(e => e.Changed <= moment)];
        lock (_gate)
        {
            _ended = ended.ToDictionary(e => e.Agreement, StringComparer.Ordinal);
            _acts = rows.GroupBy(r => r.Agreement, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
            _view = null;
        }
    }

    /// <summary>
    /// Whether an agreement was recorded as past its last day and a clock says now that the day has not passed: it was put back, or had run ahead.
    /// </summary>
    public bool IsHeldPast(AgreementDefinition agreement)
    {
        lock (_gate)
        {
            return PastOf(agreement) is not null && Today <= agreement.End;
        }
    }

    /// <summary>Takes note that an agreement was recorded as ended. Called on the writer's thread.</summary>
    public void Take(EndedAgreement ended)
    {
        lock (_gate)
        {
            _ended[ended.Agreement] = ended;
        }
    }

    /// <summary>Takes an act that is durable into effect. Called on the writer's thread.</summary>
    public void Take(AgreementActRow act)
    {
        lock (_gate)
        {
            if (act.Act == "resume" && _acts.GetValueOrDefault(act.Agreement)?.Act != "suspend")
            {
                _ended.Remove(act.Agreement);
            }

            _acts[act.Agreement] = act;
            _view = null;
        }
    }

    private SharingPolicy Renew(Snapshot snapshot, DateOnly today)
    {
        lock (_gate)
        {
            LoadedWorkspace loaded = snapshot.Workspace;
            Dictionary<string, AgreementStanding> standings = loaded.Agreements.Values
                .Select(s => s with { Stop = MoreRestrictive(s.Stop, StopOf(_acts.GetValueOrDefault(s.Agreement.Id)) ?? PastOf(s.Agreement), today) })
                .ToDictionary(s => s.Agreement.Id, StringComparer.Ordinal);
            View view = new(snapshot, today, SharingPolicy.Of(loaded, standings));
            _view = view;
            return view.Policy;
        }
    }

    // What was recorded as past its last day stays so, although a clock says that the day has come again: the same text does not begin twice.
    private AgreementStop? PastOf(AgreementDefinition agreement) =>
        _ended.TryGetValue(agreement.Id, out EndedAgreement? ended) && ended.Hash == agreement.Hash && day.DayOf(ended.Changed) > agreement.End
            ? new AgreementStop(AgreementState.Ended, DateOnly.MinValue, "its dates", $"Its last day, {agreement.End:yyyy-MM-dd}, had passed.")
            : null;

    private static AgreementStop? StopOf(AgreementActRow? act) => act?.Act switch
    {
        "suspend" => Stop(AgreementState.Suspended),
        "end" => Stop(AgreementState.Ended),
        "withdraw" => Stop(AgreementState.Withdrawn),
        _ => null,
    } is { } state ? new AgreementStop(state, DateOnly.MinValue, act!.Organisation, act.Reason) : null;

    private static AgreementState? Stop(AgreementState state) => state;

    // Of those that are in effect the one that ends most; one that lies ahead counts when its day comes, for the view is of one day.
    private static AgreementStop? MoreRestrictive(AgreementStop? file, AgreementStop? act, DateOnly today) =>
        act is null ? file
        : file is null || file.From > today ? act
        : file.State >= act.State ? file : act;

    private sealed record View(Snapshot Snapshot, DateOnly Day, SharingPolicy Policy);
}
