namespace Parley.Engine.Search;

/// <summary>One part of a query, as the index is asked for it: terms and beginnings of terms, each with the most that finding it may be worth.</summary>
internal sealed class QueryPart
{
    /// <summary>Single terms.</summary>
    public List<(ulong Term, float Bits)> Terms { get; } = [];

    /// <summary>Ranges of terms.</summary>
    public List<(ulong First, ulong Last, float Bits)> Ranges { get; } = [];

    /// <summary>Whether what this part does not find is out of the question.</summary>
    public bool Required { get; init; }

    /// <summary>Adds a term.</summary>
    public void Add(ulong term, double bits) => Terms.Add((term, (float)bits));

    /// <summary>Adds all terms that begin with a text.</summary>
    public void AddBeginning(TermKind kind, ReadOnlySpan<char> beginning, double bits) =>
        Ranges.Add((Term.Of(kind, beginning), Term.LastWith(kind, beginning), (float)bits));
}
