using Parley.Engine.Dictionary;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Quality;

/// <summary>
/// What of a finding somebody is told. Those whose record it is are told all, unless the other record is another organisation's: then no more than a decision lets them see of
/// that, taken when they ask. Those who were given the record are told what is their task, as far as the decision left them what it is about.
/// </summary>
internal sealed class FindingSight(QualityJudge judge, RecordTable records, RepositoryView view, Disclosure disclosure, Store store, WorkspaceHost workspace)
{
    /// <summary>The finding as a caller may see it; null when it is not there for them.</summary>
    public async Task<FindingRow?> LookAsync(Caller caller, FindingRow row, CancellationToken cancellationToken)
    {
        if (row.Across)
        {
            return caller.MaySee(row.System) && disclosure.IsOfOwnOrganisation(caller, row.System) ? await LookAcrossAsync(row, cancellationToken) : null;
        }

        return caller.MaySee(row.System) ? row
            : row.Task == QualityKinds.Recipient ? await LookReceivedAsync(caller, row, cancellationToken)
            : null;
    }

    /// <summary>The systems in whose name a caller may be told of other organisations' records: its own, or its organisation's.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="within">The systems that it asks for; null for all.</param>
    public IReadOnlyCollection<string> SystemsOf(Caller caller, IReadOnlyCollection<string>? within) =>
        [.. disclosure.ReceivingSystems(caller).Where(s => within is null || within.Contains(s))];

    // All is held against the records as they are now: what is stored is that the two were found to differ.
    private async Task<FindingRow?> LookAcrossAsync(FindingRow row, CancellationToken cancellationToken)
    {
        // Most organisations have no agreement: nothing is read for them.
        IReadOnlyList<string> purposes = disclosure.PurposesBetween(row.OtherSystem!, row.System);
        if (purposes.Count == 0 || await FindAsync(row.Record, cancellationToken) is not (StoredBundle own, int at) || row.Other is not long other
            || await FindAsync(other, cancellationToken) is not (StoredBundle theirs, int place))
        {
            return null;
        }

        Record mine = own.Content.Records[at];
        bool isKnown = false;

        // An agreement for whatever purpose lets its receiver know; a finding adds only that its own record says something else.
        foreach (string purpose in purposes)
        {
            // That the two are one by an identifier that may not be seen would itself tell it.
            if (view.LookAs(row.System, theirs, purpose)?.RecordAt(place) is not Record permitted
                || !SharedIdentity.KeysOf(store.Keys, mine).Intersect(SharedIdentity.KeysOf(store.Keys, permitted)).Any())
            {
                continue;
            }

            if (string.Join(' ', SharedIdentity.Contradictions(mine, permitted)) is { Length: > 0 } attributes)
            {
                return row with { Attribute = attributes };
            }

            isKnown = true;
        }

        return isKnown && SharedIdentity.Contradictions(mine, theirs.Content.Records[place]).Any() ? row with { Attribute = "", Other = null, OtherSystem = null } : null;
    }

    private async Task<FindingRow?> LookReceivedAsync(Caller caller, FindingRow row, CancellationToken cancellationToken)
    {
        if (await store.Reader.ExchangeAsync(row.Exchange, cancellationToken) is not ExchangeRow exchange
            || (await judge.ReadAsync([row.Exchange], cancellationToken)).GetValueOrDefault(row.Exchange) is not StoredBundle stored)
        {
            return null;
        }

        int place = stored.PlaceOf(row.Record);
        foreach (DeliveryRow delivery in (await store.Reader.DeliveriesAsync(row.Exchange, cancellationToken)).Where(d => disclosure.IsReceived(caller, exchange, d)))
        {
            if (view.LookAs(delivery.Recipient, stored, delivery.Purpose)?.RecordAt(place) is not Record permitted)
            {
                continue;
            }

            if (OrganisationOf(row.System) == OrganisationOf(delivery.Recipient) || !permitted[row.AttributeName].IsNone)
            {
                return row;
            }

            if (row.Kind is QualityKinds.Incomplete or QualityKinds.Stale)
            {
                // It is of the record as a whole; which rule it is could tell of attributes that may not be seen.
                return row with { Attribute = "" };
            }
        }

        return null;
    }

    private async Task<(StoredBundle Bundle, int Place)?> FindAsync(long record, CancellationToken cancellationToken) =>
        records.TryFind(record, out RecordHead head) && head.InForce
        && (await judge.ReadAsync([head.Exchange], cancellationToken)).GetValueOrDefault(head.Exchange) is StoredBundle stored
            ? (stored, head.Place)
            : null;

    private string? OrganisationOf(string system) => workspace.Current.Workspace.Systems.GetValueOrDefault(system)?.Organisation;
}
