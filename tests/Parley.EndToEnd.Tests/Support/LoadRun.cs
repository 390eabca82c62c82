using System.Collections.Concurrent;
using Xunit;

namespace Parley.EndToEnd.Tests.Support;

/// <summary>
/// Many depositors at once, each with records of its own and one message at a time, so that the order in which the messages of a record were
/// acknowledged is the order of their numbers. What is not answered is repeated under its idempotency key.
/// </summary>
internal sealed class LoadRun(int depositors, int messagesEach, int recordsEach) : IDisposable
{
    private readonly Depositor _depositor = new("alpha", "incident");
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource<string> _server = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _enough;
    private int _acknowledged;
    private int _repeated;

    public int Total => depositors * messagesEach;

    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>The texts that were acknowledged, with the exchange that the answer named.</summary>
    public ConcurrentDictionary<string, string> Exchanges { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers that were neither an acknowledgement nor "later".</summary>
    public ConcurrentQueue<string> Surprises { get; } = [];

    /// <summary>How often a message was sent again because there was no answer.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>Says where the server is now.</summary>
    public void ServerIs(string address)
    {
        lock (_gate)
        {
            if (_server.Task.IsCompleted)
            {
                _server = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            _server.SetResult(address);
        }
    }

    /// <summary>Says that the server is about to go; depositors wait for the next.</summary>
    public void ServerGoes()
    {
        lock (_gate)
        {
            _server = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Deposits everything, or until told that it is enough.</summary>
    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, depositors).Select(d => Task.Run(() => RunAsync(d))));

    /// <summary>No further messages; unanswered ones are given up.</summary>
    public void Enough()
    {
        _enough = true;
        lock (_gate)
        {
            _server.TrySetResult("");
        }
    }

    public Task ReachedAsync(int count)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((count, reached));
            if (_acknowledged >= count)
            {
                reached.SetResult();
            }
        }

        return reached.Task;
    }

    /// <summary>Repeats an acknowledged message: the answer must be the first one.</summary>
    public Task<Answer> RepeatAsync(string address, int depositor, int n) => DepositAsync(address, depositor, n);

    public static string Record(string text) => text[..text.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Fails unless a recipient has every acknowledged text once, and those of each record in the order of acknowledgement.</summary>
    public void AssertComplete(IReadOnlyList<string> texts)
    {
        Assert.Empty(Surprises);
        Assert.Equal(texts.Count, texts.Distinct(StringComparer.Ordinal).Count());
        HashSet<string> arrived = [.. texts];
        Assert.DoesNotContain(Exchanges.Keys, text => !arrived.Contains(text));
        foreach (IGrouping<string, string> record in texts.GroupBy(Record, StringComparer.Ordinal))
        {
            Assert.Equal(record.Order(StringComparer.Ordinal), record);
        }
    }

    public void Dispose() => _depositor.Dispose();

    public string Text(int depositor, int n) => $"R{depositor:00}-{n % recordsEach:000}:{n:00000}";

    private async Task RunAsync(int depositor)
    {
        for (int n = 0; n < messagesEach && !_enough; n++)
        {
            while (!await TryAsync(depositor, n))
            {
                if (_enough)
                {
                    return;
                }
            }
        }
    }

    private async Task<bool> TryAsync(int depositor, int n)
    {
        Task<string> server;
        lock (_gate)
        {
            server = _server.Task;
        }

        string address = await server;
        if (address.Length == 0)
        {
            return false;
        }

        Answer answer;
        try
        {
            answer = await DepositAsync(address, depositor, n);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
        {
            Interlocked.Increment(ref _repeated);
            return false;
        }

        if (answer.Status == 202)
        {
            Acknowledge(Text(depositor, n), answer.Exchange);
            return true;
        }

        if (answer.Status != 503 || answer.RetryAfter is null)
        {
            Surprises.Enqueue($"{answer.Status}: {answer.Body}");
            return true;
        }

        return false;
    }

    private Task<Answer> DepositAsync(string address, int depositor, int n)
    {
        string text = Text(depositor, n);
        return _depositor.DepositAsync(address, HttpEstate.Incident(Record(text), text), $"{depositor}-{n}");
    }

    private void Acknowledge(string text, string exchange)
    {
        Exchanges[text] = exchange;
        lock (_gate)
        {
            int count = ++_acknowledged;
            foreach ((_, TaskCompletionSource reached) in _waiting.Where(w => w.Count <= count))
            {
                reached.TrySetResult();
            }
        }
    }
}
