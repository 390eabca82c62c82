using Parley.Bench.Load;

namespace Parley.Bench.Exchanges;

/// <summary>One subject in one round.</summary>
/// <param name="PerSecond">Exchanges from deposit to delivery: all that were accepted, by the time from the first send to the last delivery.</param>
/// <param name="Full">The closed loop at full speed; latency of the deposit, answered after the commit.</param>
/// <param name="Half">The open loop at half of <paramref name="PerSecond"/>.</param>
/// <param name="ProcessorMicroseconds">Processor time of the subject's process for each exchange at full speed.</param>
/// <param name="Missing">Exchanges that were accepted and never arrived.</param>
internal sealed record ExchangeResult(
    string Subject,
    int Round,
    double PerSecond,
    LoadResult Full,
    LoadResult Half,
    double StartSeconds,
    double ProcessorMicroseconds,
    double ResidentMegabytes,
    double StoreMegabytes,
    long Missing);
