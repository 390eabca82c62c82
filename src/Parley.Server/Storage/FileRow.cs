namespace Parley.Server.Storage;

/// <summary>How far a dropped file was taken.</summary>
/// <param name="Messages">Messages taken for certain, from the first.</param>
/// <param name="Refused">How many of them were refused.</param>
/// <param name="Finished">When all were, microseconds since 1970; null while not.</param>
internal sealed record FileRow(long Messages, long Refused, long? Finished);
