namespace Parley.Bench.Load;

/// <summary>What a load met. Latencies in milliseconds: from the send in a closed loop, from the scheduled moment in an open one.</summary>
/// <param name="Accepted">Answers from 200 to 299.</param>
/// <param name="Refused">Other answers.</param>
/// <param name="Failed">Connections broken before an answer.</param>
internal sealed record LoadResult(
    long Accepted,
    long Refused,
    long Failed,
    double Seconds,
    double PerSecond,
    double P50,
    double P99,
    double P999,
    double Max)
{
    public static LoadResult From(IEnumerable<LoadWorker> workers, TimeSpan elapsed)
    {
        var all = workers.ToList();
        var latencies = all.SelectMany(worker => worker.Latencies).Order().ToArray();
        var accepted = all.Sum(worker => worker.Accepted);
        double Percentile(double share) => latencies.Length == 0 ? 0 : latencies[(int)((latencies.Length - 1) * share)].TotalMilliseconds;
        return new LoadResult(
            accepted,
            all.Sum(worker => worker.Refused),
            all.Sum(worker => worker.Failed),
            elapsed.TotalSeconds,
            accepted / elapsed.TotalSeconds,
            Percentile(0.5),
            Percentile(0.99),
            Percentile(0.999),
            Percentile(1));
    }
}
