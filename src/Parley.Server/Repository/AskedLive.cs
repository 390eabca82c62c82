namespace Parley.Server.Repository;

/// <summary>That a search is to ask systems live.</summary>
/// <param name="Systems">Which; empty for all that answer questions.</param>
/// <param name="Deadline">How long their answers are waited for; null for each system's own deadline.</param>
internal sealed record AskedLive(IReadOnlyList<string> Systems, TimeSpan? Deadline);
