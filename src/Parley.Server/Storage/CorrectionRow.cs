namespace Parley.Server.Storage;

/// <summary>One corrected version of a message.</summary>
/// <param name="Id">Its key, and that of its content.</param>
/// <param name="Exception">The exception it was made for.</param>
/// <param name="Exchange">The exchange of the message as received.</param>
/// <param name="Version">Its number, from 1; the message as received is 0.</param>
/// <param name="At">When, microseconds since 1970.</param>
/// <param name="By">Who.</param>
/// <param name="Fields">The paths of the fields that were corrected, one a line; names, never values.</param>
/// <param name="Reason">Why; null when its exchange has been erased.</param>
/// <param name="Content">The key of its content; null when that has been erased.</param>
/// <param name="Sha256">The hash of its content.</param>
internal sealed record CorrectionRow(
    long Id, long Exception, long Exchange, int Version, long At, string By, string Fields, string? Reason, long? Content, byte[] Sha256);
