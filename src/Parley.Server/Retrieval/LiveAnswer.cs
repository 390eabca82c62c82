using Parley.Server.Repository;

namespace Parley.Server.Retrieval;

/// <summary>What systems answered until the deadline.</summary>
/// <param name="Search">The search.</param>
/// <param name="Systems">What became of each system.</param>
/// <param name="Found">The records that the asker may see, best first.</param>
internal sealed record LiveAnswer(LiveSearch Search, IReadOnlyList<AskedView> Systems, IReadOnlyList<FoundRecord> Found);
