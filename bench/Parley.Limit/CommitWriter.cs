using System.Threading.Channels;

namespace Parley.Limit;

/// <summary>
/// The one thread that writes: takes whatever has come meanwhile as one transaction, so that many exchanges share one flush of the disk,
/// and lets the callers go only after it.
/// </summary>
internal sealed class CommitWriter
{
    private const int Capacity = 4096;
    private const int LargestBatch = 1024;

    private readonly Channel<Exchange> _incoming = Channel.CreateBounded<Exchange>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Store _store;
    private readonly ChannelWriter<Exchange> _deliveries;
    private readonly Thread _thread;

    public CommitWriter(Store store, ChannelWriter<Exchange> deliveries)
    {
        _store = store;
        _deliveries = deliveries;
        _thread = new Thread(Run) { IsBackground = true, Name = "commit writer" };
    }

    public void Start() => _thread.Start();

    public ValueTask EnqueueAsync(Exchange exchange, CancellationToken cancellationToken) => _incoming.Writer.WriteAsync(exchange, cancellationToken);

    /// <summary>Takes no more, commits what it has, and returns when the thread has ended.</summary>
    public void Stop()
    {
        _incoming.Writer.Complete();
        _thread.Join();
    }

    private void Run()
    {
        var batch = new List<Exchange>(LargestBatch);
        while (_incoming.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < LargestBatch && _incoming.Reader.TryRead(out var exchange))
            {
                batch.Add(exchange);
            }

            Commit(batch);
        }
    }

    private void Commit(List<Exchange> batch)
    {
        try
        {
            _store.Commit(batch, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch (IOException failure)
        {
            // The callers are refused. A mark that was lost means one delivery more after the next start: at least once, as agreed.
            batch.ForEach(exchange => exchange.SetFailed(failure));
            return;
        }

        foreach (var exchange in batch)
        {
            if (!exchange.IsDelivered)
            {
                exchange.SetCommitted();
                _deliveries.TryWrite(exchange);
            }
        }
    }
}
