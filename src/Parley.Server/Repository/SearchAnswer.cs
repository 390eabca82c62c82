namespace Parley.Server.Repository;

/// <summary>What a search found.</summary>
/// <param name="Found">All that was found, best first.</param>
/// <param name="More">Whether there were more candidates than are looked at: what is said then is of the best of them.</param>
/// <param name="Complete">Whether all of the repository could be searched; false while the index is filled after the start.</param>
internal sealed record SearchAnswer(IReadOnlyList<FoundRecord> Found, bool More, bool Complete);
