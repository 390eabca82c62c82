namespace Parley.Server.Storage;

/// <summary>When an exchange's content comes up, and by which rule. Times in microseconds since 1970, UTC.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Rule">The rule's identifier.</param>
/// <param name="Base">The base date.</param>
/// <param name="Due">When it comes up.</param>
/// <param name="Subject">The keyed hash of its reference, or null.</param>
internal sealed record RetentionRow(long Exchange, string Rule, long Base, long Due, long? Subject);
