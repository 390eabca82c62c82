using Parley.Engine.Evidence;
using Parley.Engine.Identities;
using Parley.Engine.Linkage.Scoring;
using Parley.Server.Access;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>
/// The queue of pairs that wait for a person, and the decisions. A person is shown a pair only where they may see all that its weight rests on: whoever decides must see
/// all the evidence, and a place in the queue tells nothing of what may not be seen.
/// </summary>
internal sealed class ReviewDesk(IdentityKeeper keeper, IdentityFinder finder, IdentitySettings settings, DecisionTable decisions, Store store, ServerOptions options)
{
    private const int PairsAtOnce = 200;

    /// <summary>A page of the queue, heaviest first, and where the next begins.</summary>
    /// <param name="sight">What the reviewer sees.</param>
    /// <param name="after">The pair that ended the page before; null for the first.</param>
    /// <param name="most">The most pairs.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<(List<ReviewItem> Items, (int Weight, long Low, long High)? Next)> QueueAsync(
        Sight sight, (int Weight, long Low, long High)? after, int most, CancellationToken cancellationToken)
    {
        List<ReviewItem> items = [];
        while (keeper.Waiting(after, PairsAtOnce) is { Count: > 0 } pairs)
        {
            await sight.FindAsync(pairs.SelectMany(p => new[] { p.Low, p.High }), cancellationToken);
            foreach ((long low, long high, int weight) in pairs)
            {
                after = (weight, low, high);
                if (DecisionTable.Standing(decisions.Of(low, high)).Count == 0 && await FindAsync(sight, low, high, cancellationToken) is ReviewItem item)
                {
                    items.Add(item);
                    if (items.Count == most)
                    {
                        return (items, after);
                    }
                }
            }

            if (sight.IsSpent)
            {
                return (items, after);
            }
        }

        return (items, null);
    }

    /// <summary>The pairs on which people differ, and those that somebody joined and that stay apart all the same, because another decision forbids what would follow.</summary>
    public async Task<List<ReviewItem>> ConflictsAsync(Sight sight, CancellationToken cancellationToken)
    {
        List<ReviewItem> items = [];
        foreach ((long low, long high) in decisions.Pairs().OrderBy(p => p))
        {
            bool differ = DecisionTable.Differ(decisions.Of(low, high));
            if ((differ || decisions.Effective(low, high) == true) && await FindAsync(sight, low, high, cancellationToken) is ReviewItem item
                && (differ || !await AreJoinedAsync(sight, low, high, cancellationToken)))
            {
                items.Add(item);
            }
        }

        return items;
    }

    /// <summary>Two records of persons with all that speaks for and against; null when the reviewer may not see all of it.</summary>
    public async Task<ReviewItem?> FindAsync(Sight sight, long one, long other, CancellationToken cancellationToken)
    {
        (long low, long high) = DecisionTable.Pair(one, other);
        if (await sight.FindAsync(low, cancellationToken) is not SeenRecord left || await sight.FindAsync(high, cancellationToken) is not SeenRecord right
            || !SeesAll(left) || !SeesAll(right))
        {
            return null;
        }

        PairExplanation explanation = finder.Compare(left, right).Explain(PublicId.Record(low), PublicId.Record(high));
        return new ReviewItem(left, right, explanation, decisions.Of(low, high));
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

    private async Task<bool> AreJoinedAsync(Sight sight, long low, long high, CancellationToken cancellationToken) =>
        await finder.FindAsync(sight, low, cancellationToken) is FoundIdentity identity && identity.Members.Any(m => m.Name == high);

    private static bool SeesAll(SeenRecord seen)
    {
        int place = seen.Bundle.Stored.Names.ToList().IndexOf(seen.Name);
        return seen.Record.Type.Name == "Person"
            && PersonColumns.Of(seen.Bundle.Permitted, seen.Place).SequenceEqual(PersonColumns.Of(seen.Bundle.Stored.Content, place));
    }

    private async Task<IdentityDecisionRow> WriteAsync(IdentityDecisionRow row, LedgerEntry entry, CancellationToken cancellationToken)
    {
        await store.WriteAsync(new DecisionWork(row, entry), cancellationToken);
        decisions.Put(row);
        keeper.Judge(row.Low, row.High);
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
        OnBehalfOf = caller.System is not null && caller.Person is not null ? "person:" + caller.Person : null,
        Organisation = row.Organisation,
        Outcome = $"{outcome} {PublicId.Record(row.Low)} {PublicId.Record(row.High)}",
    };
}
