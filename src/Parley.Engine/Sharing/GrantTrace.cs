namespace Parley.Engine.Sharing;

/// <summary>How one grant met one record.</summary>
/// <param name="Record">The record's place in the bundle.</param>
/// <param name="Source">The grant.</param>
/// <param name="Fault">What the record lacks for the grant to bear on it, in words; null when it bears.</param>
internal sealed record GrantTrace(int Record, GrantSource Source, string? Fault);
