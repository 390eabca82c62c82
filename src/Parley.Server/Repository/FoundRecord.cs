using Parley.Engine.Search;

namespace Parley.Server.Repository;

/// <summary>A record that was found, as the asker may see it.</summary>
/// <param name="Record">Its name.</param>
/// <param name="Row">The row of the version in force.</param>
/// <param name="Bundle">What may be seen of its bundle.</param>
/// <param name="Place">Its place among the permitted records.</param>
/// <param name="Match">How well it meets the query.</param>
internal sealed record FoundRecord(long Record, RecordHead Row, VisibleBundle Bundle, int Place, SearchMatch Match)
{
    /// <summary>Whether its system said so just now, and the repository may not have it.</summary>
    public bool IsLive { get; init; }
}
