namespace Parley.Engine.Search;

/// <summary>A record of the index.</summary>
/// <param name="Record">Its name.</param>
/// <param name="Group">The number by which readers leave it out.</param>
/// <param name="Terms">Where its terms are, rising.</param>
internal readonly record struct IndexEntry(long Record, int Group, TermPlace Terms)
{
    /// <summary>Whether nothing is there any more: a record without terms is found by nothing.</summary>
    public bool IsGone => Terms.Count == 0;
}
