using System.Text.Json;

namespace Parley.Server.Repository;

/// <summary>A page of an answer.</summary>
/// <param name="Answer">All that was found.</param>
/// <param name="Page">The page.</param>
/// <param name="Next">By what the next page is asked for; null when there is none.</param>
internal sealed record SearchPage(SearchAnswer Answer, IReadOnlyList<FoundRecord> Page, string? Next)
{
    /// <summary>The identities that results belong to, by record; results that are not there name none.</summary>
    public IReadOnlyDictionary<long, long> Identities { get; init; } = new Dictionary<long, long>();

    /// <summary>Writes what else the answer says; null for nothing.</summary>
    public Action<Utf8JsonWriter>? Further { get; init; }
}
