using Parley.Engine.Dictionary;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>A bundle of the repository, whole: only a decision makes of it what somebody may see.</summary>
/// <param name="Row">Where it is from.</param>
/// <param name="Content">Its records and links.</param>
/// <param name="Names">The names of its records, in the bundle's order.</param>
internal sealed record StoredBundle(BundleRow Row, Bundle Content, IReadOnlyList<long> Names);
