namespace Parley.Server.Exceptions;

/// <summary>What a bulk act would do, or did, to one exception.</summary>
/// <param name="Exception">The exception.</param>
/// <param name="State">What it stood like: something else later means that it has changed.</param>
/// <param name="Can">Whether it can be done, or was.</param>
/// <param name="Outcome">What would happen or happened, or why not; names and codes, never values.</param>
/// <param name="Code">The code of what is in the way; null for nothing.</param>
internal sealed record BulkItem(long Exception, string State, bool Can, string Outcome, string? Code);
