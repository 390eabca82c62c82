using System.Globalization;

namespace Parley.Bench.Exchanges;

/// <summary>
/// Drives each subject with the same load, all on this machine, in short stretches by turns: a machine whose speed changes from minute to minute
/// changes it for all of them. The first subject is the base of the ratios.
/// </summary>
internal sealed class ExchangeBench(ExchangeOptions options, IReadOnlyList<IExchangeSubject> subjects)
{
    public async Task<List<ExchangeResult>> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<ExchangeResult>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            results.AddRange(await RunAsync(round, cancellationToken));
        }

        return results;
    }

    public static void Print(IReadOnlyList<ExchangeResult> results)
    {
        Console.WriteLine("| round | subject | exchanges/s | ratio | ratios, lowest to highest | p50 ms | p99 ms | p99.9 ms | half load /s | p99 ms at half | CPU us each | RSS MB | store MB | refused, failed, missing |");
        Console.WriteLine("|--:|---|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var r in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {r.Round} | {r.Subject} | {r.PerSecond:N0} | {Median(r.Ratios):0.00} | {string.Join(' ', r.Ratios.Order().Select(x => x.ToString("0.00", CultureInfo.InvariantCulture)))} | {Median(r.Stretches.Select(s => s.Load.P50)):0.0} | {Median(r.Stretches.Select(s => s.Load.P99)):0.0} | {Median(r.Stretches.Select(s => s.Load.P999)):0.0} | {r.Half.PerSecond:N0} | {r.Half.P99:0.0} | {Median(r.Stretches.Select(s => s.ProcessorMicroseconds)):0} | {r.ResidentMegabytes:0} | {r.StoreMegabytes:0} | {r.Refused}, {r.Failed}, {r.Missing} |"));
        }
    }

    private async Task<List<ExchangeResult>> RunAsync(int round, CancellationToken cancellationToken)
    {
        var running = new List<RunningSubject>();
        try
        {
            foreach (var subject in subjects)
            {
                running.Add(await RunningSubject.StartAsync(subject, options, cancellationToken));
            }

            var stretches = await DriveAsync(running, cancellationToken);
            var results = new List<ExchangeResult>();
            foreach (var subject in running)
            {
                results.Add(await ResultAsync(round, subject, stretches[subject], stretches[running[0]], cancellationToken));
            }

            return results;
        }
        finally
        {
            foreach (var subject in running)
            {
                await subject.DisposeAsync();
            }
        }
    }

    private async Task<Dictionary<RunningSubject, List<Stretch>>> DriveAsync(List<RunningSubject> running, CancellationToken cancellationToken)
    {
        var stretches = running.ToDictionary(subject => subject, _ => new List<Stretch>());
        for (var turn = 0; turn < options.Turns; turn++)
        {
            foreach (var subject in running)
            {
                stretches[subject].Add(await subject.DriveAsync(cancellationToken));
            }
        }

        return stretches;
    }

    private static async Task<ExchangeResult> ResultAsync(int round, RunningSubject subject, List<Stretch> stretches, List<Stretch> first, CancellationToken cancellationToken)
    {
        var perSecond = Median(stretches.Select(s => s.PerSecond));
        var half = await subject.DriveAsync(Math.Max(1, (int)(perSecond / 2)), cancellationToken);
        return new ExchangeResult(
            subject.Subject.Name,
            round,
            perSecond,
            [.. stretches.Zip(first, (own, other) => own.PerSecond / other.PerSecond)],
            stretches,
            half,
            subject.Start.TotalSeconds,
            subject.ResidentMegabytes,
            subject.StoreMegabytes,
            subject.Missing);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
