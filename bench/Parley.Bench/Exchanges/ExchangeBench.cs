using System.Diagnostics;
using System.Globalization;
using Parley.Bench.Load;

namespace Parley.Bench.Exchanges;

/// <summary>Drives each subject with the same load and recipient, all on this machine, and sets the first as the base of the ratios.</summary>
internal sealed class ExchangeBench(ExchangeOptions options, IReadOnlyList<IExchangeSubject> subjects)
{
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(60);

    private readonly byte[] _message = SampleMessages.Json(options.Size);

    // A kept store remembers the numbers of the run before: each run begins where no earlier one can have come to.
    private long _nextNumber = options.Keep is null ? 1 : DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 900_000 * 10_000;

    public async Task<List<ExchangeResult>> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<ExchangeResult>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var subject in subjects)
            {
                results.Add(await RunAsync(subject, round, cancellationToken));
            }
        }

        return results;
    }

    public static void Print(IReadOnlyList<ExchangeResult> results)
    {
        Console.WriteLine("| round | subject | exchanges/s | ratio | p50 ms | p99 ms | p99.9 ms | half load /s | p99 ms at half | CPU us each | RSS MB | store MB | refused, failed, missing |");
        Console.WriteLine("|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var r in results)
        {
            var first = results.First(other => other.Round == r.Round);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {r.Round} | {r.Subject} | {r.PerSecond:N0} | {r.PerSecond / first.PerSecond:0.00} | {r.Full.P50:0.0} | {r.Full.P99:0.0} | {r.Full.P999:0.0} | {r.Half.PerSecond:N0} | {r.Half.P99:0.0} | {r.ProcessorMicroseconds:0} | {r.ResidentMegabytes:0} | {r.StoreMegabytes:0} | {r.Full.Refused + r.Half.Refused}, {r.Full.Failed + r.Half.Failed}, {r.Missing} |"));
        }
    }

    private async Task<ExchangeResult> RunAsync(IExchangeSubject subject, int round, CancellationToken cancellationToken)
    {
        var isKept = options.Keep is not null && subject.CanKeep;
        var folder = Directory.CreateDirectory(isKept ? options.Keep! : Path.Combine(options.Folder, Path.GetRandomFileName()));
        try
        {
            var recipientPort = ChildProcess.FreePort();
            await using var recipient = ChildProcess.StartAssembly("Parley.Bench.dll", recipientPort, "recipient", "--urls", Local(recipientPort, "").ToString());
            await recipient.WaitUntilReadyAsync(cancellationToken);
            if (options.Stored > 0)
            {
                await subject.FillAsync(folder.FullName, options.Stored, cancellationToken);
            }

            var port = ChildProcess.FreePort();
            await using var server = subject.Start(port, Local(recipientPort, "/occurrences"), folder.FullName);
            var start = await server.WaitUntilReadyAsync(cancellationToken);
            using var count = new RecipientCount(Local(recipientPort, "/count"));
            return await DriveAsync(subject, round, server, start, Local(port, subject.Path), count, folder, cancellationToken);
        }
        finally
        {
            if (!isKept)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private async Task<ExchangeResult> DriveAsync(
        IExchangeSubject subject,
        int round,
        ChildProcess server,
        TimeSpan start,
        Uri url,
        RecipientCount count,
        DirectoryInfo folder,
        CancellationToken cancellationToken)
    {
        var warmUp = await LoadAsync(subject, url, LongestWarmUp, rate: 0, cancellationToken, options.WarmUp);
        var missing = await count.WaitForAsync(warmUp.Accepted, LongestDrain, cancellationToken);
        if (missing > warmUp.Accepted / 2)
        {
            throw new InvalidOperationException($"{subject.Name}: {missing} of {warmUp.Accepted} messages taken in did not arrive; nothing is measured that way.");
        }

        var processor = server.ProcessorTime;
        var watch = Stopwatch.StartNew();
        var full = await LoadAsync(subject, url, options.Duration, rate: 0, cancellationToken);
        missing += await count.WaitForAsync(full.Accepted, LongestDrain, cancellationToken);
        var perSecond = full.Accepted / watch.Elapsed.TotalSeconds;
        processor = server.ProcessorTime - processor;

        var half = await LoadAsync(subject, url, options.Duration, Math.Max(1, (int)(perSecond / 2)), cancellationToken);
        missing += await count.WaitForAsync(half.Accepted, LongestDrain, cancellationToken);
        return new ExchangeResult(
            subject.Name,
            round,
            perSecond,
            full,
            half,
            start.TotalSeconds,
            processor.TotalMicroseconds / full.Accepted,
            server.ResidentBytes / 1e6,
            folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / 1e6,
            missing);
    }

    private async Task<LoadResult> LoadAsync(IExchangeSubject subject, Uri url, TimeSpan duration, int rate, CancellationToken cancellationToken, long count = long.MaxValue)
    {
        var result = await LoadGenerator.RunAsync(
            new LoadOptions
            {
                Url = url,
                Headers = subject.Headers,
                Messages = [_message],
                Sequence = SampleMessages.Sequence,
                FirstNumber = _nextNumber,
                Connections = options.Connections,
                Duration = duration,
                Count = count,
                Rate = rate,
            },
            cancellationToken);
        _nextNumber += result.Accepted + result.Refused + result.Failed;
        return result;
    }

    private static Uri Local(int port, string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}"));
}
