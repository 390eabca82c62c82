using System.Diagnostics;
using System.Globalization;
using Parley.Bench.Load;

namespace Parley.Bench.Exchanges;

/// <summary>A subject that runs, warm, with a recipient and a store of its own.</summary>
internal sealed class RunningSubject : IAsyncDisposable
{
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(60);

    private readonly ExchangeOptions _options;
    private readonly DirectoryInfo _folder;
    private readonly ChildProcess _recipient;
    private readonly ChildProcess _server;
    private readonly RecipientCount _count;
    private readonly Uri _url;
    private readonly byte[] _message;
    private long _nextNumber;

    private RunningSubject(IExchangeSubject subject, ExchangeOptions options, DirectoryInfo folder, ChildProcess recipient, int recipientPort, ChildProcess server, int port)
    {
        (Subject, _options, _folder, _recipient, _server) = (subject, options, folder, recipient, server);
        _count = new RecipientCount(Local(recipientPort, "/count"));
        _url = Local(port, subject.Path);
        _message = SampleMessages.Json(options.Size);
        // A kept store remembers the numbers of the run before: each run begins where no earlier one can have come to.
        _nextNumber = options.Keep is null ? 1 : DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 900_000 * 10_000;
    }

    public IExchangeSubject Subject { get; }

    public TimeSpan Start { get; private set; }

    /// <summary>Accepted exchanges that never arrived.</summary>
    public long Missing { get; private set; }

    public double ResidentMegabytes => _server.ResidentBytes / 1e6;

    public double StoreMegabytes => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / 1e6;

    /// <summary>Starts the recipient and the server, on the store asked for, and warms them up.</summary>
    public static async Task<RunningSubject> StartAsync(IExchangeSubject subject, ExchangeOptions options, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(IsKept(subject, options) ? options.Keep! : Path.Combine(options.Folder, Path.GetRandomFileName()));
        if (options.Stored > 0)
        {
            await subject.FillAsync(folder.FullName, options.Stored, cancellationToken);
        }

        var recipientPort = ChildProcess.FreePort();
        var recipient = ChildProcess.StartAssembly("Parley.Bench.dll", recipientPort, "recipient", "--urls", Local(recipientPort, "").ToString());
        await recipient.WaitUntilReadyAsync(cancellationToken);
        var port = ChildProcess.FreePort();
        var running = new RunningSubject(subject, options, folder, recipient, recipientPort, subject.Start(port, Local(recipientPort, "/occurrences"), folder.FullName), port);
        running.Start = await running._server.WaitUntilReadyAsync(cancellationToken);
        await running.WarmUpAsync(cancellationToken);
        return running;
    }

    /// <summary>The closed loop for one stretch, until the last delivery.</summary>
    public async Task<Stretch> DriveAsync(CancellationToken cancellationToken)
    {
        var processor = _server.ProcessorTime;
        var watch = Stopwatch.StartNew();
        var load = await LoadAsync(_options.Duration, rate: 0, cancellationToken);
        return new Stretch(load.Accepted / watch.Elapsed.TotalSeconds, (_server.ProcessorTime - processor).TotalMicroseconds / load.Accepted, load);
    }

    /// <summary>The open loop at a rate, for one stretch.</summary>
    public Task<LoadResult> DriveAsync(int rate, CancellationToken cancellationToken) => LoadAsync(_options.Duration, rate, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _count.Dispose();
        await _server.DisposeAsync();
        await _recipient.DisposeAsync();
        if (!IsKept(Subject, _options))
        {
            _folder.Delete(recursive: true);
        }
    }

    private async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        var load = await LoadAsync(LongestWarmUp, rate: 0, cancellationToken, _options.WarmUp);
        if (Missing > load.Accepted / 2)
        {
            throw new InvalidOperationException($"{Subject.Name}: {Missing} of {load.Accepted} messages taken in did not arrive; nothing is measured that way.");
        }
    }

    private async Task<LoadResult> LoadAsync(TimeSpan duration, int rate, CancellationToken cancellationToken, long count = long.MaxValue)
    {
        var result = await LoadGenerator.RunAsync(
            new LoadOptions
            {
                Url = _url,
                Headers = Subject.Headers,
                Messages = [_message],
                Sequence = SampleMessages.Sequence,
                FirstNumber = _nextNumber,
                Connections = _options.Connections,
                Duration = duration,
                Count = count,
                Rate = rate,
            },
            cancellationToken);
        _nextNumber += result.Accepted + result.Refused + result.Failed;
        Missing += await _count.WaitForAsync(result.Accepted, LongestDrain, cancellationToken);
        return result;
    }

    private static bool IsKept(IExchangeSubject subject, ExchangeOptions options) => options.Keep is not null && subject.CanKeep;

    private static Uri Local(int port, string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}"));
}
