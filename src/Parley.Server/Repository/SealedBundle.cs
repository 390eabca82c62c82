using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>A bundle ready to be written.</summary>
/// <param name="Row">Where it is from.</param>
/// <param name="Names">The names of its records.</param>
/// <param name="KeyNumber">The number of the key it is sealed under.</param>
/// <param name="Content">Its content, sealed.</param>
internal sealed record SealedBundle(BundleRow Row, IReadOnlyList<long> Names, long KeyNumber, byte[] Content);
