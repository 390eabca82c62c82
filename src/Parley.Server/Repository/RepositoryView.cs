using System.Runtime.CompilerServices;
using Parley.Engine.Dictionary;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>Shows the repository: what leaves it leaves by a decision.</summary>
internal sealed class RepositoryView(Store store, RepositoryBundles bundles, RecordTable records, Disclosure disclosure, WorkspaceHost workspace)
{
    private const int MostVersions = 200;

    /// <summary>What somebody may see of the bundle of an exchange; null when nothing.</summary>
    public async Task<VisibleBundle?> LookAsync(Asker asker, long exchange, CancellationToken cancellationToken) =>
        (await LookAsync(asker, [exchange], cancellationToken)).GetValueOrDefault(exchange);

    /// <summary>What somebody may see of the bundles of exchanges, by exchange; those of which nothing may be seen are not there.</summary>
    public async Task<Dictionary<long, VisibleBundle>> LookAsync(Asker asker, IReadOnlyCollection<long> exchanges, CancellationToken cancellationToken)
    {
        Dictionary<long, VisibleBundle> visible = [];
        foreach ((long exchange, StoredBundle stored) in await bundles.ReadAsync(exchanges, Disclosure.PermitDecision(), cancellationToken))
        {
            Decision decision = disclosure.Look(asker.Caller, stored.Row.System, stored.Content, asker.Purpose, asker.Reason);
            if (VisibleBundle.Of(stored, decision) is VisibleBundle bundle)
            {
                visible.Add(exchange, bundle);
            }
        }

        return visible;
    }

    /// <summary>Whether a system is of the asker's own organisation, which may know all that is known of what it has.</summary>
    public bool IsOwn(Asker asker, string system) => disclosure.IsOfOwnOrganisation(asker.Caller, system);

    /// <summary>What a system may see for itself of a bundle, for a purpose; null when nothing.</summary>
    public VisibleBundle? LookAs(string system, StoredBundle stored, string? purpose) =>
        VisibleBundle.Of(stored, disclosure.LookAs(system, stored.Row.System, stored.Content, purpose));

    /// <summary>What a delivery's recipient may have of the bundle that it is made of; null when nothing.</summary>
    public async Task<VisibleBundle?> LookForDeliveryAsync(DeliveryRow row, SystemDefinition recipient, AcceptDefinition accept, CancellationToken cancellationToken) =>
        (await bundles.ReadAsync([row.Exchange], Disclosure.PermitDecision(), cancellationToken)).GetValueOrDefault(row.Exchange) is StoredBundle stored
        && workspace.Current.Workspace.Systems.TryGetValue(stored.Row.System, out SystemDefinition? source)
            ? VisibleBundle.Of(stored, disclosure.LookForDelivery(row, source, recipient, accept, stored.Content))
            : null;

    /// <summary>What somebody would see of a further record, were it in a bundle and linked to one of its records; null when nothing.</summary>
    /// <param name="asker">Who asks.</param>
    /// <param name="stored">The bundle.</param>
    /// <param name="place">The place of that one of its records.</param>
    /// <param name="further">The further record.</param>
    /// <param name="role">The link from the further record to that one.</param>
    public Record? LookBeside(Asker asker, StoredBundle stored, int place, Record further, LinkRole role)
    {
        Bundle bundle = new() { Facts = stored.Content.Facts };
        foreach (Record record in stored.Content.Records)
        {
            bundle.Add(record);
        }

        foreach (Link link in stored.Content.Links)
        {
            bundle.Add(link);
        }

        int at = bundle.Add(further);
        bundle.Add(new Link(at, role, place));
        Decision decision = disclosure.Look(asker.Caller, stored.Row.System, bundle, asker.Purpose, asker.Reason);
        return VisibleBundle.Of(stored with { Content = bundle, Names = [.. stored.Names, 0] }, decision)?.RecordAt(at);
    }

    /// <summary>The versions of a record that somebody may see, new to old; none when the record does not exist for them.</summary>
    /// <param name="asker">Who asks.</param>
    /// <param name="record">The record.</param>
    /// <param name="asKnownAt">
    /// Only the version that was in force then, as far as it was known; of those that somebody may not see it is as if they had never come. Null for all.
    /// </param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<List<VisibleVersion>> VersionsAsync(Asker asker, long record, long? asKnownAt, CancellationToken cancellationToken)
    {
        List<VisibleVersion> versions = [];
        VisibleVersion? earlier = null;
        bool any = false;
        await foreach ((RecordVersionRow row, VersionState? end) in RowsAsync(record, asKnownAt, cancellationToken))
        {
            if (versions.Count == MostVersions)
            {
                break;
            }

            bool isEarlier = row.State == VersionState.Earlier;
            if ((end is null || asKnownAt is null) && await VersionAsync(asker, row, end, !any && !isEarlier, cancellationToken) is VisibleVersion version)
            {
                any |= !isEarlier;
                if (isEarlier && asKnownAt is not null)
                {
                    earlier ??= version;
                    continue;
                }

                versions.Add(version);
                if (asKnownAt is not null)
                {
                    break;
                }
            }
        }

        // History behind what was exchanged is what was known then when nothing else was.
        if (earlier is not null && versions.Count == 0)
        {
            versions.Add(earlier);
        }

        return versions;
    }

    /// <summary>The versions of a record that nobody had ended, new to old, as far as somebody may see them: what was said once holds until it is taken back.</summary>
    /// <param name="asker">Who asks.</param>
    /// <param name="record">The record.</param>
    /// <param name="asKnownAt">As it was known at a moment; null for now.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<List<VisibleVersion>> StandingAsync(Asker asker, long record, long? asKnownAt, CancellationToken cancellationToken)
    {
        List<VisibleVersion> versions = [];
        await foreach ((RecordVersionRow row, VersionState? end) in RowsAsync(record, asKnownAt, cancellationToken))
        {
            if (versions.Count == MostVersions)
            {
                break;
            }

            if (end is null && await VersionAsync(asker, row, null, versions.Count == 0, cancellationToken) is VisibleVersion version)
            {
                versions.Add(version);
            }
        }

        return versions;
    }

    /// <summary>The versions that were known at a moment, new to old, each with how it had ended by then.</summary>
    private async IAsyncEnumerable<(RecordVersionRow Row, VersionState? End)> RowsAsync(
        long record, long? asKnownAt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Dictionary<long, VersionState> ended = [];
        long? next = records.TryFind(record, out RecordHead head) ? head.LastRow : null;
        while (next is long at && await store.Reader.RecordVersionAsync(at, cancellationToken) is RecordVersionRow row)
        {
            next = row.Previous;
            if (row.KnownAt > asKnownAt)
            {
                continue;
            }

            if (row.State >= VersionState.Corrected)
            {
                ended.TryAdd(row.Exchange, row.State);
                continue;
            }

            yield return (row, ended.TryGetValue(row.Exchange, out VersionState state) ? state : null);
        }
    }

    // What its owner has ended is no longer for others to see; the owner keeps seeing what was said before.
    private async Task<VisibleVersion?> VersionAsync(Asker asker, RecordVersionRow row, VersionState? end, bool newest, CancellationToken cancellationToken) =>
        await LookAsync(asker, row.Exchange, cancellationToken) is VisibleBundle bundle && bundle.RecordAt(row.Place) is not null
        && (end is null || disclosure.IsOfOwnOrganisation(asker.Caller, bundle.Stored.Row.System))
            ? new VisibleVersion(row, bundle, end, newest && end is null)
            : null;
}
