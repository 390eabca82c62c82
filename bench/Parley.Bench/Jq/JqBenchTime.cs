namespace Parley.Bench.Jq;

/// <summary>How long one run took, from the start of the process to its end.</summary>
/// <param name="Elapsed">Seconds by the clock.</param>
/// <param name="Processor">Seconds of processor time, by all threads.</param>
internal sealed record JqBenchTime(double Elapsed, double Processor);
