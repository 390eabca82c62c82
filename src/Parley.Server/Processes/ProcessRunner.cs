using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Parley.Engine.Expressions;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// Runs instances. What comes for one waits in its queue; a step takes all that waits, is made without effect, and is written with what it asked for in one
/// transaction, which it shares with the steps of other instances; only then is anything carried out. In memory are those alone for which something is under way.
/// </summary>
internal sealed class ProcessRunner(ProcessTools tools, TimerQueue timers, EventBoard board, ProcessEffects effects, ProcessLoader loader, ILogger<ProcessRunner> log) : IDisposable
{
    private const int MostLive = 10_000;

    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_room = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<long, LiveProcess> _live = new();
    private readonly CancellationTokenSource _stop = new();
    private int _underWay;

    /// <summary>How many instances are in memory.</summary>
    public int Live => _live.Count;

    /// <summary>Starts an instance, and says once it is durable which it is; null when too much is under way.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="input">The input.</param>
    /// <param name="key">By what a repetition is known within a day; null for nothing.</param>
    /// <param name="cancellationToken">Ends the waiting; it may have been started all the same.</param>
    /// <param name="and">What is to be written with it; null for nothing.</param>
    public async Task<(long Id, bool IsNew)?> StartAsync(
        KeptDefinition definition, JqValue input, string? key, CancellationToken cancellationToken, StartWith? and = null)
    {
        ulong? receipt = key is null ? null : Receipt.Hash(tools.Store.Keys, "process:", definition.Name, key);
        if (receipt is ulong hash && tools.Store.Receipts.TryFind(hash, out long earlier))
        {
            return (earlier, false);
        }

        if (_live.Count >= MostLive || _stop.IsCancellationRequested)
        {
            return null;
        }

        await tools.Catalogue.RefreshAsync(cancellationToken);
        DateTimeOffset now = tools.Time.GetUtcNow();
        ContentKey secret = tools.Store.Keys.Next();
        ProcessRow row = ProcessWork.NewRow(tools.Store.Ids.Next(), secret, definition, now) with { ReplayOf = and?.ReplayOf };
        ProcessContent content = new() { State = input.ToUtf8(), Exchanges = [.. and?.Exchanges ?? []], Kept = and?.Kept };
        ProcessInstance fresh = new(row, secret, definition, null, content);
        LiveProcess live = new(row.Id, _ => Task.FromResult<ProcessRow?>(null)) { Instance = fresh };
        live.Hold();
        _live[row.Id] = live;
        return await BeginAsync(live, fresh, now, receipt, and);
    }

    /// <summary>Starts an instance once there is room for it.</summary>
    public async Task StartPatientlyAsync(KeptDefinition definition, JqValue input, string key, StartWith and, CancellationToken cancellationToken)
    {
        do
        {
            await RoomAsync(cancellationToken);
        }
        while (await StartAsync(definition, input, key, cancellationToken, and) is null);
    }

    /// <summary>Gives what has come to instances, which are loaded together where they are not in memory.</summary>
    public void Post(IReadOnlyList<(long Process, Arrival Arrival)> arrivals)
    {
        LoadedTogether loading = new(tools.Store, _stop.Token);
        List<LiveProcess> touched = new(arrivals.Count);
        foreach ((long process, Arrival arrival) in arrivals)
        {
            LiveProcess live;
            do
            {
                live = _live.GetOrAdd(process, id => loading.Add(id));
            }
            while (!live.TryAdd(arrival));

            touched.Add(live);
        }

        foreach (LiveProcess live in touched)
        {
            Run(live);
        }
    }

    /// <summary>Gives what has come to one instance, and waits until it is durable.</summary>
    /// <returns>Whether the instance had waited for it.</returns>
    public Task<bool> PostAsync(long process, Func<TaskCompletionSource<bool>, Arrival> make, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post([(process, make(done))]);
        return done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Answers a function that another part had taken over.</summary>
    /// <param name="key">The effect's key.</param>
    /// <param name="answer">What came of it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether the instance still waited for it; once this has ended, that is durable.</returns>
    public Task<bool> AnswerAsync(string key, ProcessAnswer answer, CancellationToken cancellationToken) =>
        PublicId.TryParse('p', key.Split(':')[0], out long process)
            ? PostAsync(process, done => new Arrival.Happened(at => answer.ToEvent(key, at)) { Done = done, Exchanges = answer.Exchanges }, cancellationToken)
            : Task.FromResult(false);

    /// <summary>Keeps an event for those who wait for it, now or later.</summary>
    /// <param name="received">The CloudEvent in its JSON format.</param>
    /// <param name="exchanges">The exchanges that it was made of.</param>
    /// <param name="and">What else is to be written with it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <remarks>One of the same source and identifier within a day is the same event.</remarks>
    public async Task PublishAsync(JqValue received, IReadOnlyCollection<long> exchanges, Action<StoreSession, WriterState>? and, CancellationToken cancellationToken)
    {
        await tools.Catalogue.RefreshAsync(cancellationToken);
        long from = board.Begin();
        try
        {
            StoredEvent stored = StoredEvent.Make(tools.Store, tools.Channels, received, exchanges);
            EventWork work = new(stored, Receipt.Hash(tools.Store.Keys, "event:", Text(received, "source"), Text(received, "id")), and);
            await tools.Store.WriteAsync(work, CancellationToken.None);
            board.Add(from, work.IsRepeated ? [] : [stored], []);
        }
        catch
        {
            board.End(from);
            throw;
        }

        static string Text(JqValue received, string name) => received.Member(name) is { Kind: JqKind.String } text ? text.AsString : "";
    }

    /// <summary>Waits while too much is under way.</summary>
    public async Task RoomAsync(CancellationToken cancellationToken)
    {
        while (_live.Count >= MostLive / 2)
        {
            await Task.Delay(s_room, cancellationToken);
        }
    }

    /// <summary>Begins nothing more; what is being carried out gets so long, and is otherwise carried out again after the next start.</summary>
    public async Task StopAsync(TimeSpan most)
    {
        long started = tools.Time.GetTimestamp();
        effects.Close();
        while ((Volatile.Read(ref _underWay) > 0 || effects.UnderWay > 0) && tools.Time.GetElapsedTime(started) < most)
        {
            await Task.Delay(s_room, CancellationToken.None);
        }

        await _stop.CancelAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task<(long Id, bool IsNew)?> BeginAsync(LiveProcess live, ProcessInstance fresh, DateTimeOffset now, ulong? receipt, StartWith? and)
    {
        long from = board.Begin();
        try
        {
            ProcessDraft draft = new(tools, fresh, now);
            draft.Uses.AddRange(fresh.Content.Exchanges.Select(e => (live.Id, e)));
            draft.Take(new Arrival.Wake() { Entry = and?.Entry?.Invoke(live.Id) });
            live.Instance = draft.ToInstance();
            ProcessWork work = new(draft, live.Instance, isNew: true, receipt) { And = and?.Statements };
            await tools.Store.WriteAsync(work, CancellationToken.None);
            if (work.Earlier is long earlier)
            {
                board.End(from);
                live.Abandon(Release);
                return (earlier, false);
            }

            Committed(live, draft, from);
        }
        catch
        {
            board.End(from);
            live.Abandon(Release);
            throw;
        }

        Interlocked.Increment(ref _underWay);
        _ = Task.Run(() => RunAsync(live));
        return (live.Id, true);
    }

    private void Run(LiveProcess live)
    {
        if (live.TryRun())
        {
            Interlocked.Increment(ref _underWay);
            _ = Task.Run(() => RunAsync(live));
        }
    }

    /// <summary>Lets go of an instance for which nothing is under way.</summary>
    public void Release(LiveProcess live) => _live.TryRemove(new KeyValuePair<long, LiveProcess>(live.Id, live));

    private async Task RunAsync(LiveProcess live)
    {
        IReadOnlyList<Arrival>? taken = null;
        try
        {
            while ((taken = live.Next(Release)) is not null)
            {
                await StepAsync(live, taken);
            }
        }
        catch (Exception failure)
        {
            if (!_stop.IsCancellationRequested)
            {
                // The last guard of an instance: it is let go of, and read anew when something comes for it.
                Log.ProcessFault(log, PublicId.Process(live.Id), failure);
            }

            Refuse(taken ?? []);
            Refuse(live.Abandon(Release));
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task StepAsync(LiveProcess live, IReadOnlyList<Arrival> arrivals)
    {
        if (live.Instance is null && !await LoadAsync(live))
        {
            Refuse(arrivals);
            Refuse(live.Abandon(Release));
            return;
        }

        if (arrivals.Any(a => a is Arrival.Again))
        {
            live.Instance!.Content.Pending.ForEach(p => effects.Begin(this, live, p));
        }

        try
        {
            await WriteAsync(live, draft => TakeAll(draft, arrivals));
        }
        catch (Exception poison) when (poison is not (OperationCanceledException or StoreUnavailableException or OutOfMemoryException))
        {
            // The last guard: what makes a step fail is found by trying each by itself, and puts this instance aside and no other.
            if (arrivals.Count > 1)
            {
                foreach (Arrival arrival in arrivals)
                {
                    await StepAsync(live, [arrival]);
                }

                return;
            }

            await ParkAsync(live, arrivals[0], poison);
        }
    }

    private static void TakeAll(ProcessDraft draft, IReadOnlyList<Arrival> arrivals)
    {
        foreach (Arrival arrival in arrivals)
        {
            draft.Take(arrival);
        }
    }

    private async Task ParkAsync(LiveProcess live, Arrival by, Exception poison)
    {
        string why = ProcessLoader.Shown($"{by.GetType().Name.ToLowerInvariant()}: {poison.GetType().Name}: {poison.Message}");
        Log.ProcessParked(log, PublicId.Process(live.Id), live.Instance!.Row.Name, poison);
        await WriteAsync(live, draft => draft.Park(why, by));
        by.Done?.TrySetResult(false);
    }

    private async Task WriteAsync(LiveProcess live, Action<ProcessDraft> fill)
    {
        while (true)
        {
            await tools.Catalogue.RefreshAsync(_stop.Token);
            long from = board.Begin();
            ProcessDraft draft = new(tools, live.Instance!, tools.Time.GetUtcNow());
            try
            {
                fill(draft);
                if (!draft.HasChanged)
                {
                    board.End(from);
                    Answer(draft);
                    return;
                }

                ProcessInstance next = draft.ToInstance();
                await tools.Store.WriteAsync(new ProcessWork(draft, next), CancellationToken.None);
                live.Instance = next;
                Committed(live, draft, from);
                return;
            }
            catch (StoreUnavailableException)
            {
                // The store says it itself; the step is made again.
                board.End(from);
                await Task.Delay(s_again, _stop.Token);
            }
            catch
            {
                board.End(from);
                throw;
            }
        }
    }

    // What is durable is now carried out, and whoever waited is told.
    private void Committed(LiveProcess live, ProcessDraft draft, long from)
    {
        timers.Add(draft.Timers);
        board.Add(from, draft.Events, draft.Listens);
        draft.Stopped.ForEach(live.Stop);
        Post([.. draft.Children.Select(c => (c.Row.Id, (Arrival)new Arrival.Wake()))]);
        Post([.. draft.Told.Select(c => (c, (Arrival)new Arrival.Carried(ProcessDraft.TellKey, IsHanded: false)))]);
        Post([.. draft.Woken.Select(c => (c, (Arrival)new Arrival.Again()))]);
        draft.Begun.ForEach(p => effects.Begin(this, live, p));
        Answer(draft);
    }

    private static void Answer(ProcessDraft draft)
    {
        foreach ((Arrival arrival, bool isHandled) in draft.Taken)
        {
            arrival.Done?.TrySetResult(isHandled);
        }
    }

    private static void Refuse(IReadOnlyList<Arrival> arrivals)
    {
        foreach (Arrival arrival in arrivals)
        {
            arrival.Done?.TrySetResult(false);
        }
    }

    // False when there is no such instance, when it has been erased, or when it had to be put aside because it cannot be read.
    private async Task<bool> LoadAsync(LiveProcess live)
    {
        live.Instance = await loader.LoadAsync(live, _stop.Token);
        if (live.Instance is { Row.Parked: null } instance)
        {
            instance.Content.Pending.ForEach(p => effects.Begin(this, live, p));
        }

        return live.Instance is not null;
    }
}
