namespace Parley.Server.Storage;

/// <summary>A timer of a process.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Due">When it is due, microseconds since 1970.</param>
/// <param name="Process">The instance.</param>
/// <param name="Key">The key of the effect that asked for it.</param>
internal sealed record ProcessTimerRow(long Id, long Due, long Process, string Key);
