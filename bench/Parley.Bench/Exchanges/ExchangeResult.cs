using Parley.Bench.Load;

namespace Parley.Bench.Exchanges;

/// <summary>One subject in one round.</summary>
/// <param name="PerSecond">Exchanges a second, the median of the stretches.</param>
/// <param name="Ratios">Of each stretch, to the first subject's stretch in the same turn.</param>
/// <param name="Stretches">The closed loop at full speed; latency of the deposit, answered after the commit.</param>
/// <param name="Half">The open loop at half of <paramref name="PerSecond"/>.</param>
/// <param name="Missing">Exchanges that were accepted and never arrived.</param>
internal sealed record ExchangeResult(
    string Subject,
    int Round,
    double PerSecond,
    IReadOnlyList<double> Ratios,
    IReadOnlyList<Stretch> Stretches,
    LoadResult Half,
    double StartSeconds,
    double ResidentMegabytes,
    double StoreMegabytes,
    long Missing)
{
    /// <summary>Deposits that were answered with a refusal.</summary>
    public long Refused => Stretches.Sum(s => s.Load.Refused) + Half.Refused;

    /// <summary>Connections broken before an answer.</summary>
    public long Failed => Stretches.Sum(s => s.Load.Failed) + Half.Failed;
}
