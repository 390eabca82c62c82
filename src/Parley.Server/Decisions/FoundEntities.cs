namespace Parley.Server.Decisions;

/// <summary>One page of what a search found.</summary>
/// <param name="Results">The identifiers of subjects or resources, or the names of actions.</param>
/// <param name="Next">The token of the next page; empty on the last.</param>
internal sealed record FoundEntities(IReadOnlyList<string> Results, string Next);
