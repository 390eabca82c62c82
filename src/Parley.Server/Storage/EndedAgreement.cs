namespace Parley.Server.Storage;

/// <summary>An agreement that was recorded as ended.</summary>
/// <param name="Agreement">Its identifier.</param>
/// <param name="Hash">The hash of its text then.</param>
/// <param name="Changed">When it was recorded, microseconds since 1970.</param>
internal sealed record EndedAgreement(string Agreement, string Hash, long Changed);
