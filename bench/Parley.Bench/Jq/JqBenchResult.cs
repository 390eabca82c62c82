namespace Parley.Bench.Jq;

/// <summary>One program, run by both.</summary>
/// <param name="Program">The program with its options.</param>
/// <param name="Parley">The best run of Parley.</param>
/// <param name="Jq">The best run of jq; null where there is none.</param>
/// <param name="SameOutput">Whether both wrote the same bytes.</param>
internal sealed record JqBenchResult(string Program, JqBenchTime Parley, JqBenchTime? Jq, bool SameOutput);
