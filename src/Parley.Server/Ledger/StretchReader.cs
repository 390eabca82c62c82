using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>
/// Reads the stored entries in order, a stretch ahead of whoever hashes them: two stretches are all there ever are, so memory stays the same however long the
/// ledger. Batches must follow each other without a gap and hold what they say.
/// </summary>
internal sealed class StretchReader : IAsyncDisposable
{
    private const int EntriesAtOnce = 32 * 1024;
    private const int Stretches = 2;

    private readonly LedgerReader _reader;
    private readonly long _size;
    private readonly Channel<ReadStretch> _free = Channel.CreateBounded<ReadStretch>(Stretches);
    private readonly Channel<ReadStretch> _full = Channel.CreateBounded<ReadStretch>(Stretches);
    private readonly CancellationTokenSource _stop;
    private ReadStretch _stretch = new();
    private long _first;
    private Task _reading = Task.CompletedTask;

    private StretchReader(LedgerReader reader, long size, CancellationToken cancellationToken)
    {
        (_reader, _size) = (reader, size);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        for (int i = 1; i < Stretches; i++)
        {
            _free.Writer.TryWrite(new ReadStretch());
        }
    }

    /// <summary>Where the batches stop fitting together; null when they do to the end. To be asked after the last stretch.</summary>
    public LedgerFinding? Fault { get; private set; }

    private long Next => _first + _stretch.Entries.Count;

    /// <summary>Begins to read the first entries of a ledger, on a thread of its own: an embedded store reads where it is called.</summary>
    public static StretchReader Start(LedgerReader reader, long size, CancellationToken cancellationToken)
    {
        StretchReader started = new(reader, size, cancellationToken);
        started._reading = Task.Run(started.RunAsync, CancellationToken.None);
        return started;
    }

    /// <summary>The stretches in order; each must be given back.</summary>
    public async IAsyncEnumerable<ReadStretch> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ReadStretch stretch in _full.Reader.ReadAllAsync(cancellationToken))
        {
            yield return stretch;
        }

        await _reading;
    }

    /// <summary>Gives a stretch back, to be filled again.</summary>
    public void Return(ReadStretch stretch) => _free.Writer.TryWrite(stretch);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_reading);
        _stop.Dispose();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private async Task RunAsync()
    {
        Exception? failure = null;
        try
        {
            await ReadAsync(_stop.Token);
        }
        catch (Exception caught) when (caught is StoreUnavailableException or OperationCanceledException)
        {
            failure = caught;
        }

        _full.Writer.Complete(failure);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (_size > 0)
        {
            await foreach (LedgerBatchRow batch in _reader.BatchesAsync(0, cancellationToken))
            {
                if (batch.First >= _size || !Follows(batch) || !Take(batch))
                {
                    break;
                }

                if (_stretch.Entries.Count >= EntriesAtOnce)
                {
                    await HandOnAsync(_stretch.Entries.Count / Tile.FullWidth * Tile.FullWidth, cancellationToken);
                }
            }
        }

        await HandOnAsync(_stretch.Entries.Count, cancellationToken);
    }

    private bool Follows(LedgerBatchRow batch)
    {
        if (batch.First == Next)
        {
            return true;
        }

        Fault = batch.First > Next
            ? new LedgerFinding(LedgerIssues.Missing, Text($"entries {Next} to {batch.First - 1} are missing: their batch is not there"), Next)
            : new LedgerFinding(LedgerIssues.Altered, Text($"the batch of entry {batch.First} overlaps the one before it, which ends with {Next - 1}"), batch.First);
        return false;
    }

    private bool Take(LedgerBatchRow batch)
    {
        ReadOnlyMemory<byte> whole = batch.Entries;
        ReadOnlySpan<byte> rest = whole.Span;
        long count = 0;
        while (EntryReader.TryTake(ref rest, out ReadOnlySpan<byte> entry))
        {
            if (Next < _size)
            {
                _stretch.Entries.Add(whole.Slice(whole.Length - rest.Length - entry.Length, entry.Length));
            }

            count++;
        }

        if (count == batch.Count && rest.IsEmpty)
        {
            return true;
        }

        Fault = new LedgerFinding(
            LedgerIssues.Unreadable, Text($"the batch of entry {batch.First} should hold {batch.Count} entries and holds {count} that are whole"), batch.First + count);
        return false;
    }

    /// <summary>Hands on the first of what was read; the rest begins the next stretch.</summary>
    private async Task HandOnAsync(int count, CancellationToken cancellationToken)
    {
        ReadStretch full = _stretch;
        ReadStretch next = await _free.Reader.ReadAsync(cancellationToken);
        next.Entries.Clear();
        next.Tiles.Clear();
        full.Entries.MoveTo(next.Entries, count);
        await ReadTilesAsync(full, level: 0, _first, _first + count, cancellationToken);
        await ReadTilesAsync(full, level: 1, _first, _first + count, cancellationToken);
        (_first, _stretch) = (_first + count, next);
        await _full.Writer.WriteAsync(full, cancellationToken);
    }

    private async Task ReadTilesAsync(ReadStretch stretch, int level, long first, long end, CancellationToken cancellationToken)
    {
        int span = (level + 1) * Tile.Height;
        foreach (Tile tile in await _reader.TilesAsync(level, first >> span, ((end - 1) >> span) + 1, cancellationToken))
        {
            stretch.Tiles[(level, tile.Number)] = tile;
        }
    }
}
