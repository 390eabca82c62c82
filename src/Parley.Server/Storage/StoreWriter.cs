using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;

namespace Parley.Server.Storage;

/// <summary>
/// The one writer: takes work from a bounded channel and commits as much at a time as has come in meanwhile (group commit), so that the cost
/// of a full synchronous commit is shared by everyone who waits for it.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private const int MostInTransaction = 512;
    private const int MostWaiting = 4096;

    /// <summary>So much work in one transaction means that more is on its way.</summary>
    private const int Company = 4;

    /// <summary>So many of those who wait go on one after the other on one thread.</summary>
    private const int ToldTogether = 8;

    private readonly Channel<StoreWork> _channel = Channel.CreateBounded<StoreWork>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Store _store;
    private readonly StoreSession _session;
    private readonly WriterState _state;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private bool _failing;

    public StoreWriter(Store store, StoreSession session, WriterState state, ILogger log)
    {
        (_store, _session, _state, _log) = (store, session, state, log);
        _thread = new Thread(Run) { Name = "parley store writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>How much work waits.</summary>
    public int Waiting => _channel.Reader.Count;

    /// <summary>Hands in work unless too much waits already: the caller then says so to its own caller.</summary>
    public bool TryEnqueue(StoreWork work) => _channel.Writer.TryWrite(work);

    /// <summary>Hands in work, waiting for room.</summary>
    public async ValueTask EnqueueAsync(StoreWork work, CancellationToken cancellationToken)
    {
        try
        {
            await _channel.Writer.WriteAsync(work, cancellationToken);
        }
        catch (ChannelClosedException failure)
        {
            throw new StoreUnavailableException("The server is stopping.", failure);
        }
    }

    /// <summary>Takes no more work, commits what waits and ends.</summary>
    public void Dispose()
    {
        _channel.Writer.TryComplete();
        _thread.Join();
        _session.Dispose();
    }

    private void Run()
    {
        List<StoreWork> batch = new(MostInTransaction);
        int previous = 0;
        while (_channel.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Linger(previous);
            while (batch.Count < MostInTransaction && _channel.Reader.TryRead(out StoreWork? work))
            {
                batch.Add(work);
            }

            previous = batch.Count;
            Process(batch);
            batch.Clear();
        }
    }

    /// <summary>
    /// Waits a moment for company when many are at work: each transaction writes the last page of every table again, which a larger one does once for all of
    /// its work. Who comes alone is not made to wait.
    /// </summary>
    /// <param name="previous">How much work the transaction before had.</param>
    private void Linger(int previous)
    {
        if (previous >= Company && _channel.Reader.Count < MostInTransaction / 2)
        {
            Thread.Sleep(1);
        }
    }

    private void Process(List<StoreWork> batch)
    {
        if (TryCommit(batch, out Exception? failure))
        {
            Finish(batch);
            return;
        }

        // One faulty piece must not take its neighbours with it: each is tried by itself. When the store itself is at fault each fails.
        foreach (StoreWork work in batch)
        {
            if (TryCommit([work], out Exception? own))
            {
                Finish([work]);
            }
            else if (_session.MayHaveCommitted(own!))
            {
                _state.Commit();
                Finish([work]);
            }
            else
            {
                Tell([work], failed => failed.Fail(new StoreUnavailableException("The store did not take it.", own)));
            }
        }

        Complain(failure!);
    }

    private bool TryCommit(List<StoreWork> batch, out Exception? failure)
    {
        long started = TimeProvider.System.GetTimestamp();
        try
        {
            _state.Begin();
            _session.Begin();
            _state.FindLedgerHead(_session);
            foreach (StoreWork work in batch)
            {
                work.Apply(_session, _state);
            }

            _state.WriteEntries(_session);
            _session.Commit();
            if (_state.CommitEntries() is LedgerBatchRow entries)
            {
                _store.LedgerTail.Add(entries);
            }

            _state.Commit();
            _store.LedgerHead = _state.LedgerHead;
            Meters.CommitSize.Record(batch.Count);
            Meters.CommitDuration.Record(TimeProvider.System.GetElapsedTime(started).TotalSeconds);
            failure = null;
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _session.Rollback();
            _state.Rollback();
            failure = exception;
            return false;
        }
    }

    private void Finish(List<StoreWork> batch)
    {
        if (_failing)
        {
            _failing = false;
            Log.StoreRecovered(_log);
        }

        foreach (StoreWork work in batch)
        {
            work.OnCommitted(_store);
        }

        Tell([.. batch], static work => work.Succeed());
    }

    /// <summary>Tells those who wait, some at a time on a thread of the pool: fewer hand-overs than one for each, and the writer goes on.</summary>
    private static void Tell(StoreWork[] works, Action<StoreWork> tell)
    {
        for (int i = 0; i < works.Length; i += ToldTogether)
        {
            ArraySegment<StoreWork> some = new(works, i, Math.Min(ToldTogether, works.Length - i));
            ThreadPool.UnsafeQueueUserWorkItem(
                static state =>
                {
                    foreach (StoreWork work in state.Some)
                    {
                        state.Tell(work);
                    }
                },
                (Some: some, Tell: tell),
                preferLocal: false);
        }
    }

    private void Complain(Exception failure)
    {
        Meters.StoreFailures.Add(1);
        if (!_failing)
        {
            _failing = true;
            Log.StoreFailed(_log, failure);
        }
    }
}
