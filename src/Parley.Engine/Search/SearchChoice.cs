using Parley.Engine.Dictionary;

namespace Parley.Engine.Search;

/// <summary>
/// Chooses the best of a query's candidates by what the asker may see of each. What the whole record is worth is only the most that its permitted part can be
/// worth: candidates are examined from the most down, until none that is left could be chosen. The choice is then the same as from an index that holds
/// nothing but what the asker may see, as long as the stated limits are not met.
/// </summary>
public sealed class SearchChoice
{
    /// <summary>The most records that are chosen.</summary>
    public const int MostChosen = 200;

    /// <summary>The most candidates that are examined, hidden ones among them.</summary>
    public const int MostExamined = 10_000;

    // What meets less than this part of what the best permitted one meets is none: whoever gives a name and a date of birth does not ask for all of that name.
    private const int LeastShare = 4;

    // Enough for who may see all; some more, for a few that are hidden must not have the index asked again.
    private const int FirstGathered = MostChosen + 56;

    // One more than are chosen, by which it is known that there are more.
    private const int Page = MostChosen + 1;

    private readonly QueryPlan _plan;
    private readonly Func<int, long, (List<SearchCandidate> Candidates, bool Incomplete)> _gather;
    private readonly HashSet<long> _met = [];
    private readonly PriorityQueue<SearchCandidate, long> _best = new(Page + 1);
    private List<SearchCandidate> _left = [];
    private int _at;
    private int _gathered = FirstGathered;
    private bool _all;
    private bool _incomplete;
    private int _most;
    private int _examined;

    /// <summary>Makes one.</summary>
    /// <param name="plan">The query.</param>
    /// <param name="gather">Gives the best candidates below an order, at most so many, and whether there may be more than was looked through.</param>
    internal SearchChoice(QueryPlan plan, Func<int, long, (List<SearchCandidate> Candidates, bool Incomplete)> gather) => (_plan, _gather) = (plan, gather);

    /// <summary>The records chosen, the best first.</summary>
    public IReadOnlyList<long> Chosen => [.. Near().Take(MostChosen).Select(c => c.Record)];

    /// <summary>Whether there are more than were chosen, or may be because a limit was met.</summary>
    public bool More => _incomplete || IsOpen() || Near().Count() > MostChosen;

    /// <summary>The candidates to examine next, those that may be worth most first; none when the choice is made or the limit is met.</summary>
    public IReadOnlyList<SearchCandidate> Next()
    {
        List<SearchCandidate> page = [];
        while (page.Count < Page && _examined < MostExamined && IsOpen())
        {
            SearchCandidate next = _left[_at++];
            _examined++;
            // What was taken in anew between two gatherings may come twice.
            if (_met.Add(next.Record))
            {
                page.Add(next);
            }
        }

        return page;
    }

    /// <summary>What the permitted part of a record is worth: what the index would say if it held nothing else of it. For many threads.</summary>
    /// <param name="permitted">What the asker may see of the record's bundle.</param>
    /// <param name="place">The record's place there.</param>
    public int WorthOf(Bundle permitted, int place)
    {
        ArgumentNullException.ThrowIfNull(permitted);
        return _plan.Weigh(permitted, place);
    }

    /// <summary>Takes a candidate that the asker may see into consideration; false when it is certain not to be chosen.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="worth">What its permitted part is worth; the candidate's own worth where nothing of its bundle is withheld.</param>
    public bool Consider(SearchCandidate candidate, int worth)
    {
        if (worth == 0)
        {
            return false;
        }

        SearchCandidate seen = candidate.WithWorth(worth);
        _most = Math.Max(_most, worth);
        if (_best.Count < Page)
        {
            _best.Enqueue(seen, seen.Order);
            return true;
        }

        return _best.EnqueueDequeue(seen, seen.Order) != seen;
    }

    // Whether one that is left could still be among the best.
    private bool IsOpen() =>
        TryPeek(out SearchCandidate next)
        && IsNear(next)
        && (_best.Count < Page || next.Order > _best.Peek().Order);

    // As a rule the first few hundred are enough; who may see little of much asks on.
    private bool TryPeek(out SearchCandidate next)
    {
        if (_at == _left.Count && !_all)
        {
            long below = _at > 0 ? _left[^1].Order : long.MaxValue;
            (_left, bool incomplete) = _gather(_gathered, below);
            (_at, _all) = (0, _left.Count < _gathered);
            _incomplete |= incomplete;
            _gathered = Math.Min(_gathered * 4, MostExamined);
        }

        next = _at < _left.Count ? _left[_at] : default;
        return _at < _left.Count;
    }

    private bool IsNear(SearchCandidate candidate) => (long)candidate.Worth * LeastShare >= _most;

    private IEnumerable<SearchCandidate> Near() => _best.UnorderedItems.Select(i => i.Element).Where(IsNear).OrderByDescending(c => c.Order);
}
