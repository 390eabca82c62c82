namespace Parley.Engine.Search;

/// <summary>One part of a query, as the index is asked for it: terms and beginnings of terms, each with the most that finding it may be worth.</summary>
internal sealed class QueryPart
{
    // Whole numbers: their sum is the same in whatever order they are added.
    private const double OfABit = 1024;

    /// <summary>Single terms.</summary>
    public List<(ulong Term, int Worth)> Terms { get; } = [];

    /// <summary>Ranges of terms.</summary>
    public List<(ulong First, ulong Last, int Worth)> Ranges { get; } = [];

    /// <summary>Whether what this part does not find is out of the question.</summary>
    public bool Required { get; init; }

    /// <summary>Whether it asks the index for nothing.</summary>
    public bool IsEmpty => Terms.Count + Ranges.Count == 0;

    /// <summary>What of a record its terms are made of.</summary>
    public FactKinds Asks =>
        Terms.Select(t => t.Term).Concat(Ranges.Select(r => r.First)).Aggregate(FactKinds.None, (kinds, term) => kinds | RecordTerms.MadeOf(Search.Term.KindOf(term)));

    /// <summary>Adds a term.</summary>
    public void Add(ulong term, double bits) => Terms.Add((term, Scaled(bits)));

    /// <summary>Adds all terms that begin with a text.</summary>
    public void AddBeginning(TermKind kind, ReadOnlySpan<char> beginning, double bits) =>
        Ranges.Add((Term.Of(kind, beginning), Term.LastWith(kind, beginning), Scaled(bits)));

    /// <summary>The most that this part is worth for a record of these terms, in rising order; 0 when it has none of it.</summary>
    public int Weigh(ReadOnlySpan<ulong> terms)
    {
        int best = 0;
        foreach ((ulong term, int worth) in Terms)
        {
            best = worth > best && terms.BinarySearch(term) >= 0 ? worth : best;
        }

        foreach ((ulong first, ulong last, int worth) in Ranges)
        {
            int at = terms.BinarySearch(first);
            at = at < 0 ? ~at : at;
            best = worth > best && at < terms.Length && terms[at] <= last ? worth : best;
        }

        return best;
    }

    private static int Scaled(double bits) => Math.Max(1, (int)Math.Round(bits * OfABit));
}
