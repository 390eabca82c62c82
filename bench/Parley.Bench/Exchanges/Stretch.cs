using Parley.Bench.Load;

namespace Parley.Bench.Exchanges;

/// <summary>One subject at full speed for a few seconds.</summary>
/// <param name="PerSecond">All accepted exchanges, by the time from the first send to the last delivery.</param>
/// <param name="ProcessorMicroseconds">Processor time of the subject's process for each of them.</param>
/// <param name="Load">What the load generator met.</param>
internal sealed record Stretch(double PerSecond, double ProcessorMicroseconds, LoadResult Load);
