namespace Parley.Server.Storage;

/// <summary>What a supervisor found of a resolved exception.</summary>
/// <param name="Exception">The exception.</param>
/// <param name="Resolved">When what was looked at had been resolved, microseconds since 1970.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="By">Who looked.</param>
/// <param name="Agrees">Whether it was resolved rightly.</param>
internal sealed record SampleRow(long Exception, long Resolved, long At, string By, bool Agrees);
