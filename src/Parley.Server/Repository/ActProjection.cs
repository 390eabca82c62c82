using Parley.Server.Records;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>Takes the owner's acts into the repository: what an act ends is said by a row of its own, and the version before it is in force again.</summary>
internal sealed class ActProjection(Store store, Eraser eraser)
{
    private const string UnderAgreement = "agreement:";

    /// <summary>Adds what an entry of the ledger about an exchange comes to.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="outcome">The entry's outcome.</param>
    /// <param name="projection">Takes it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task AddAsync(long exchange, string? outcome, Projection projection, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case Act.Correct or "corrected":
                await EndAsync(exchange, VersionState.Corrected, await ActAsync(exchange, Act.Correct, cancellationToken), projection, cancellationToken);
                break;
            case Act.Withdraw when await ActAsync(exchange, Act.Withdraw, cancellationToken) is ActRow act:
                await EndAsync(exchange, VersionState.Withdrawn, act, projection, cancellationToken);
                break;
            case Act.Regrade when await ActAsync(exchange, Act.Regrade, cancellationToken) is { Marking: string } act:
                await RegradeAsync(exchange, act, projection, cancellationToken);
                break;
        }
    }

    /// <summary>Adds an erasure, with all that goes with the exchange.</summary>
    public async Task EraseAsync(long exchange, Projection projection, CancellationToken cancellationToken)
    {
        ActRow? act = await ActAsync(exchange, Act.Erase, cancellationToken);
        if (await store.Reader.ExchangeAsync(exchange, cancellationToken) is not ExchangeRow row)
        {
            return;
        }

        foreach (ExchangeRow one in await eraser.FamilyAsync(row, cancellationToken))
        {
            await EndAsync(one.Id, VersionState.Erased, act, projection, cancellationToken);
            if (await store.Reader.BundleAsync(one.Id, cancellationToken) is BundleRow bundle)
            {
                projection.Erased.Add(bundle);
            }
        }
    }

    /// <summary>The version in force of a record, by its rows: the newest that no act has ended.</summary>
    public async Task<RecordHead> InForceAsync(long lastRow, Projection? projection, CancellationToken cancellationToken)
    {
        HashSet<long> ended = [];
        RecordHead earlier = default;
        for (long? next = lastRow; next is long at;)
        {
            RecordVersionRow? row = projection?.Find(at) ?? await store.Reader.RecordVersionAsync(at, cancellationToken);
            if (row is null)
            {
                break;
            }

            if (row.State >= VersionState.Corrected)
            {
                ended.Add(row.Exchange);
            }
            else if (!ended.Contains(row.Exchange) && (row.State != VersionState.Earlier || !earlier.InForce))
            {
                RecordHead found = new(0, 0, row.Exchange, row.Place, row.Id);
                if (row.State != VersionState.Earlier)
                {
                    return found;
                }

                // Only when nothing else is left.
                earlier = found;
            }

            next = row.Previous;
        }

        return earlier;
    }

    // What was withdrawn under one agreement was withdrawn from those who had it by that agreement, and from nobody else.
    private async Task<ActRow?> ActAsync(long exchange, string action, CancellationToken cancellationToken) =>
        (await store.Reader.ActsOfAsync(exchange, cancellationToken))
            .LastOrDefault(a => a.Action == action && a.Origin?.StartsWith(UnderAgreement, StringComparison.Ordinal) != true);

    private async Task EndAsync(long exchange, VersionState state, ActRow? act, Projection projection, CancellationToken cancellationToken)
    {
        foreach (RecordVersionRow version in await VersionsAsync(exchange, cancellationToken))
        {
            if (!projection.TryFind(version.Record, out RecordHead head) || await IsEndedAsync(head.LastRow, exchange, state, projection, cancellationToken))
            {
                continue;
            }

            projection.Add(EndOf(version, state, act), default(RecordHead));
            long last = projection.Heads[version.Record].LastRow;
            RecordHead inForce = await InForceAsync(last, projection, cancellationToken);
            projection.Heads[version.Record] = inForce with { LastRow = last, Number = projection.Heads[version.Record].Number };
        }
    }

    private async Task RegradeAsync(long exchange, ActRow act, Projection projection, CancellationToken cancellationToken)
    {
        foreach (RecordVersionRow version in await VersionsAsync(exchange, cancellationToken))
        {
            projection.TryFind(version.Record, out RecordHead head);
            RecordVersionRow regraded = EndOf(version, VersionState.Regraded, act) with { Marking = act.Marking, ValidFrom = version.ValidFrom, ValidTo = version.ValidTo };
            bool same = head.Exchange == exchange && head.Place == version.Place;
            projection.Add(regraded, same ? null : head);
        }

        projection.Regraded.Add((exchange, act.Marking!));
    }

    private async Task<List<RecordVersionRow>> VersionsAsync(long exchange, CancellationToken cancellationToken) =>
        await store.Reader.BundleAsync(exchange, cancellationToken) is BundleRow bundle
            ? await store.Reader.VersionsOfBundleAsync(bundle, cancellationToken)
            : [];

    private async Task<bool> IsEndedAsync(long lastRow, long exchange, VersionState state, Projection projection, CancellationToken cancellationToken)
    {
        for (long? next = lastRow; next is long at;)
        {
            RecordVersionRow? row = projection.Find(at) ?? await store.Reader.RecordVersionAsync(at, cancellationToken);
            if (row is null || (row.Exchange == exchange && row.State <= VersionState.Known))
            {
                return false;
            }

            if (row.Exchange == exchange && row.State >= state)
            {
                return true;
            }

            next = row.Previous;
        }

        return false;
    }

    private static RecordVersionRow EndOf(RecordVersionRow version, VersionState state, ActRow? act) => new()
    {
        Id = 0,
        Record = version.Record,
        Number = 0,
        Exchange = version.Exchange,
        Place = version.Place,
        Type = version.Type,
        State = state,
        KnownAt = act?.At ?? version.KnownAt,
        Act = act?.Id,
    };
}
