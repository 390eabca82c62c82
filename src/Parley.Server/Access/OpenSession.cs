using Parley.Server.Storage;

namespace Parley.Server.Access;

/// <summary>A session that is in force.</summary>
/// <param name="Row">The session as it is stored.</param>
/// <param name="Token">The secret by which the browser holds it.</param>
internal sealed record OpenSession(SessionRow Row, string Token);
