namespace Parley.Engine.Processes;

/// <summary>One of Parley's own functions, as processes call it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Required">The arguments it must have.</param>
/// <param name="Optional">The arguments it may have.</param>
/// <param name="Summary">What it does.</param>
public sealed record ParleyFunction(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Optional, string Summary);
