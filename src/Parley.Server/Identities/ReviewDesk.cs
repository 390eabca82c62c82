using Parley.Engine.Evidence;
using Parley.Engine.Linkage.Scoring;
using Parley.Server.Access;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>
/// The queue of pairs that wait for a person, and the decisions. A person is shown a pair only where they may see all that its weight rests on: whoever decides must see
/// all the evidence, and a place in the queue tells nothing of what may not be seen.
/// </summary>
internal sealed class ReviewDesk(IdentityIndex index, IdentityFinder finder, IdentitySettings settings, DecisionTable decisions, Store store, ServerOptions options)
{
    private const int PairsAtOnce = 200;

    /// <summary>A page of the queue, heaviest first, and where the next begins.</summary>
    /// <param name="sight">What the reviewer sees.</param>
    /// <param name="after">The pair that ended the page before; null for the first.</param>
    /// <param name="most">The most pairs.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task<(List<ReviewItem> Items, (int Weight, long Low, long High)? Next)> QueueAsync(
        Sight sight, (int Weight, long Low, long High)? after, int most, CancellationToken cancellationToken) => PageAsync(
            sight,
            Waiting(after),
            most,
            async (low, high) => DecisionTable.Standing(decisions.Of(low, high)).Count == 0 ? await FindAsync(sight, low, high, cancellationToken) : null,
            cancellationToken);

    /// <summary>
    /// A page of the pairs on which people differ, and of those that somebody joined and that stay apart all the same, because another decision forbids what would follow;
    /// and where the next begins.
    /// </summary>
    /// <param name="sight">What the reviewer sees.</param>
    /// <param name="after">The pair that ended the page before, its weight 0; null for the first.</param>
    /// <param name="most">The most pairs.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task<(List<ReviewItem> Items, (int Weight, long Low, long High)? Next)> ConflictsAsync(
        Sight sight, (int Weight, long Low, long High)? after, int most, CancellationToken cancellationToken) => PageAsync(
            sight,
            decisions.Pairs().Order().Where(p => after is not (_, long low, long high) || p.CompareTo((low, high)) > 0).Where(MayConflict).Select(p => (0, p.Low, p.High)),
            most,
            async (low, high) => await FindAsync(sight, low, high, cancellationToken) is ReviewItem item
                && (DecisionTable.Differ(item.Decisions) || await StayApartAsync(sight, low, high, cancellationToken)) ? item : null,
            cancellationToken);

    /// <summary>Two records of persons with all that speaks for and against; null when the reviewer may not see all of it.</summary>
    public async Task<ReviewItem?> FindAsync(Sight sight, long one, long other, CancellationToken cancellationToken)
    {
        (long low, long high) = DecisionTable.Pair(one, other);
        if (await sight.FindAsync(low, cancellationToken) is not SeenRecord left || await sight.FindAsync(high, cancellationToken) is not SeenRecord right
            || !left.IsWholePerson || !right.IsWholePerson)
        {
            return null;
        }

        PairExplanation explanation = finder.Compare(left, right).Explain(PublicId.Record(low), PublicId.Record(high));
        IReadOnlyList<IdentityDecisionRow> rows = decisions.Of(low, high);
        return new ReviewItem(left, right, explanation, rows, [.. rows.Select(r => ToldOf.Decision(sight, r, left, right))]);
    }

    /// <summary>Decides on a pair. The newest decision of a person replaces their one before.</summary>
    public async Task<IdentityDecisionRow> DecideAsync(Caller caller, ReviewItem item, Verdict verdict, string reason, CancellationToken cancellationToken)
    {
        IdentityDecisionRow row = new()
        {
            Id = store.Ids.Next(),
            Low = item.Left.Name,
            High = item.Right.Name,
            Verdict = (long)verdict,
            At = Clock.Microseconds(options.Time),
            By = caller.Actor,
            Organisation = caller.Organisation ?? options.Workspace.Installation.Organisation,
            Reason = await SealAsync(item, reason, cancellationToken),
            Weight = (long)Math.Round(item.Explanation.Weight * 1000),
            Model = settings.Model,
        };
        return await WriteAsync(row, EntryOf(caller, row, $"identity: {DecisionJson.WordOf(verdict)}"), cancellationToken);
    }

    /// <summary>Undoes a decision.</summary>
    public Task<IdentityDecisionRow> UndoAsync(Caller caller, IdentityDecisionRow row, CancellationToken cancellationToken)
    {
        IdentityDecisionRow undone = row with { Undone = Clock.Microseconds(options.Time), UndoneBy = caller.Actor };
        return WriteAsync(undone, EntryOf(caller, undone, "identity: undone"), cancellationToken);
    }

    // A reviewer who has looked at as much as one question may is told no less than there is: the next page begins with the first pair that was not seen. Of a page's
    // first pair nothing more can be seen the next time, so that it is passed over.
    private static async Task<(List<ReviewItem> Items, (int Weight, long Low, long High)? Next)> PageAsync(
        Sight sight, IEnumerable<(int Weight, long Low, long High)> pairs, int most, Func<long, long, Task<ReviewItem?>> look, CancellationToken cancellationToken)
    {
        List<ReviewItem> items = [];
        (int Weight, long Low, long High)? last = null;
        foreach ((int Weight, long Low, long High)[] some in pairs.Chunk(PairsAtOnce))
        {
            await sight.FindAsync(some.SelectMany(p => new[] { p.Low, p.High }), cancellationToken);
            foreach ((int Weight, long Low, long High) pair in some)
            {
                ReviewItem? item = await look(pair.Low, pair.High);
                if (item is null && sight.IsSpent && last is not null)
                {
                    return (items, last);
                }

                last = pair;
                items.AddRange(item is null ? [] : [item]);
                if (items.Count == most)
                {
                    return (items, last);
                }
            }
        }

        return (items, null);
    }

    private IEnumerable<(int Weight, long Low, long High)> Waiting((int Weight, long Low, long High)? after)
    {
        while (index.Waiting(after, PairsAtOnce) is { Count: > 0 } pairs)
        {
            foreach ((long low, long high, int weight) in pairs)
            {
                after = (weight, low, high);
                yield return (weight, low, high);
            }
        }
    }

    private bool MayConflict((long Low, long High) pair) => decisions.Effective(pair.Low, pair.High) == true || DecisionTable.Differ(decisions.Of(pair.Low, pair.High));

    // Where not all was looked at, nobody knows.
    private async Task<bool> StayApartAsync(Sight sight, long low, long high, CancellationToken cancellationToken) =>
        await finder.FindAsync(sight, low, cancellationToken) is FoundIdentity identity && identity.Members.All(m => m.Name != high) && !sight.IsSpent;

    private async Task<IdentityDecisionRow> WriteAsync(IdentityDecisionRow row, LedgerEntry entry, CancellationToken cancellationToken)
    {
        await store.WriteAsync(new DecisionWork(row, entry), cancellationToken);
        decisions.Put(row);
        index.Judge(row.Low, row.High);
        return decisions.Find(row.Id)!;
    }

    // What a reviewer writes may quote the records: it goes with whichever of the two is erased first.
    private async Task<string?> SealAsync(ReviewItem item, string reason, CancellationToken cancellationToken)
    {
        string? text = reason;
        foreach (long exchange in new[] { item.Left.Exchange, item.Right.Exchange })
        {
            text = text is not null && await store.Reader.ExchangeAsync(exchange, cancellationToken) is { Key: long number } && store.Keys.Find(number) is ContentKey key
                ? SealedText.Seal(key, SealedPlace.Reason, text)
                : null;
        }

        return text;
    }

    // The ledger says that it was decided, never the words, which are personal data.
    private static LedgerEntry EntryOf(Caller caller, IdentityDecisionRow row, string outcome) => new()
    {
        Action = LedgerAction.Combination,
        At = row.Undone ?? row.At,
        Actor = row.UndoneBy ?? row.By,
        OnBehalfOf = caller.OnBehalfOf,
        Organisation = row.Organisation,
        Outcome = $"{outcome} {PublicId.Record(row.Low)} {PublicId.Record(row.High)}",
    };
}
