using System.Diagnostics;
using System.Globalization;

namespace Parley.Bench.Load;

/// <summary>Posts messages over many kept-alive connections and tells how that went.</summary>
internal static class LoadGenerator
{
    public static async Task<LoadResult> RunAsync(LoadOptions options, CancellationToken cancellationToken)
    {
        var templates = new RequestTemplates(options);
        var watch = Stopwatch.StartNew();
        var schedule = new LoadSchedule(options);
        var workers = Enumerable.Range(0, options.Connections).Select(_ => new LoadWorker(options, templates, schedule)).ToList();
        await Task.WhenAll(workers.Select(worker => Task.Run(() => worker.RunAsync(cancellationToken), cancellationToken)));
        return LoadResult.From(workers, watch.Elapsed);
    }

    public static void Print(LoadResult result) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        accepted {result.Accepted:N0}, refused {result.Refused:N0}, failed {result.Failed:N0} in {result.Seconds:0.0} s: {result.PerSecond:N0}/s
        latency ms: p50 {result.P50:0.0}, p99 {result.P99:0.0}, p99.9 {result.P999:0.0}, max {result.Max:0.0}
        """));
}
