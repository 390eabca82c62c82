namespace Parley.Engine.Search.Criteria;

/// <summary>One thing that is looked for: how the index is asked for it, and what a record's own value is worth beside it.</summary>
internal abstract class Criterion
{
    /// <summary>How the index is asked, in parts that each count; none when it cannot be: then this alone finds nothing.</summary>
    public abstract IReadOnlyList<QueryPart> Parts { get; }

    /// <summary>What of a record it looks at.</summary>
    public abstract FactKinds Asks { get; }

    /// <summary>Judges a record by what the asker may see of it; a value that is missing is no evidence.</summary>
    /// <param name="facts">The record.</param>
    /// <param name="reasons">Takes what speaks for it and against it.</param>
    /// <returns>False when the record is out of the question.</returns>
    public abstract bool Judge(RecordFacts facts, List<SearchReason> reasons);
}
