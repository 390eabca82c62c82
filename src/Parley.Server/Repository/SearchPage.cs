using System.Text.Json;

namespace Parley.Server.Repository;

/// <summary>A page of an answer.</summary>
/// <param name="Answer">All that was found.</param>
/// <param name="Page">The page.</param>
/// <param name="Next">By what the next page is asked for; null when there is none.</param>
internal sealed record SearchPage(SearchAnswer Answer, IReadOnlyList<FoundRecord> Page, string? Next)
{
    /// <summary>Writes what else the answer says; null for nothing.</summary>
    public Action<Utf8JsonWriter>? Further { get; init; }
}
