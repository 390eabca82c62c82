namespace Parley.Bench.Decisions;

/// <summary>What one case costs.</summary>
internal sealed record DecideResult(string Case, double Nanoseconds, double Bytes, double FirstMilliseconds);
