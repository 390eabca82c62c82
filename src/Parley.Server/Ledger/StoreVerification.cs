using System.Globalization;
using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>Verifies a stored ledger from its first entry to its last: batches without gaps, entries, tiles of every level, and each checkpoint.</summary>
internal sealed class StoreVerification(LedgerReader reader, IReadOnlyList<NoteKey> keys, string? known)
{
    private const int CheckpointsAtOnce = 1000;
    private const int EntriesAtOnce = 32 * 1024;

    private readonly HistoryVerifier _verifier = new(keys);
    private readonly List<ReadOnlyMemory<byte>> _waiting = [];
    private readonly Queue<CheckpointRow> _checkpoints = new();

    // The root of each full tile of entries: 32 bytes for some 100,000 of the ledger, so that no tile is hashed a second time.
    private readonly List<TreeHash> _roots = [];
    private long _lastLoaded;
    private long _read;
    private int _inTile;
    private Checkpoint? _known;
    private List<LedgerKeyRow> _keyRows = [];

    public async Task<LedgerReport> RunAsync(CancellationToken cancellationToken)
    {
        _known = known is null ? null : _verifier.Open(known);
        _keyRows = await reader.KeysAsync(cancellationToken);
        CheckpointRow? last = await reader.LastCheckpointAsync(cancellationToken);
        long size = last?.Size ?? 0;
        await LoadCheckpointsAsync(cancellationToken);
        await ReadEntriesAsync(size, cancellationToken);
        await HandAsync(_waiting.Count, cancellationToken);
        await FlushAsync(cancellationToken);
        if (_inTile > 0)
        {
            await TileAsync(cancellationToken);
        }

        await MissingAsync(size, cancellationToken);
        if (_verifier.Findings.Count == 0)
        {
            await UpperTilesAsync(size, cancellationToken);
        }

        long head = Math.Max(await reader.HeadAsync(cancellationToken), _verifier.Size);
        return new LedgerReport(_verifier.Last?.Size ?? 0, head - size, _verifier.Checkpoints, _verifier.Last, keys, _verifier.Findings);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private async Task ReadEntriesAsync(long size, CancellationToken cancellationToken)
    {
        if (size == 0)
        {
            return;
        }

        await foreach (LedgerBatchRow batch in reader.BatchesAsync(0, cancellationToken))
        {
            if (batch.First >= size || !Follows(batch))
            {
                return;
            }

            ReadOnlyMemory<byte> rest = batch.Entries;
            long count = 0;
            while (Take(ref rest, out ReadOnlyMemory<byte> entry))
            {
                if (_read < size)
                {
                    _waiting.Add(entry);
                    _read++;
                }

                count++;
            }

            if (_waiting.Count >= EntriesAtOnce)
            {
                await HandAsync(_waiting.Count / Tile.FullWidth * Tile.FullWidth, cancellationToken);
            }

            if (count != batch.Count || rest.Length > 0)
            {
                _verifier.Report(new LedgerFinding(
                    LedgerIssues.Unreadable, Text($"the batch of entry {batch.First} should hold {batch.Count} entries and holds {count} that are whole"), batch.First + count));
                return;
            }
        }
    }

    private static bool Take(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> entry)
    {
        ReadOnlySpan<byte> span = rest.Span;
        bool taken = EntryReader.TryTake(ref span, out ReadOnlySpan<byte> found);
        entry = taken ? rest.Slice(2, found.Length) : default;
        rest = taken ? rest[(2 + found.Length)..] : rest;
        return taken;
    }

    private bool Follows(LedgerBatchRow batch)
    {
        if (batch.First == _read)
        {
            return true;
        }

        _verifier.Report(batch.First > _read
            ? new LedgerFinding(LedgerIssues.Missing, Text($"entries {_read} to {batch.First - 1} are missing: their batch is not there"), _read)
            : new LedgerFinding(LedgerIssues.Altered, Text($"the batch of entry {batch.First} overlaps the one before it, which ends with {_read - 1}"), batch.First));
        return false;
    }

    /// <summary>Adds the first of what waits, with the tiles and checkpoints that fall within it: whole tiles, but for the last of all.</summary>
    private async Task HandAsync(int number, CancellationToken cancellationToken)
    {
        (TreeHash Leaf, bool Sound)[] entries = HistoryVerifier.Read(_waiting.GetRange(0, number));
        TreeHash[] roots = HistoryVerifier.Roots(entries);
        _roots.AddRange(roots);
        for (int first = 0; first < entries.Length; first += Tile.FullWidth)
        {
            int count = Math.Min(Tile.FullWidth, entries.Length - first);
            long end = _verifier.Size + count;
            if (count < Tile.FullWidth || (_checkpoints.TryPeek(out CheckpointRow? next) && next.Size < end) || (_known?.Size > _verifier.Size && _known.Size < end))
            {
                await HandOneByOneAsync(entries.AsMemory(first, count), cancellationToken);
                continue;
            }

            Tile? tile = await reader.TileAsync(0, _verifier.Size / Tile.FullWidth, cancellationToken);
            _verifier.AddWholeTile(entries.AsSpan(first, count), roots[first / Tile.FullWidth], tile);
            await AfterAsync(cancellationToken);
        }

        _waiting.RemoveRange(0, number);
    }

    private async Task HandOneByOneAsync(ReadOnlyMemory<(TreeHash Leaf, bool Sound)> entries, CancellationToken cancellationToken)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            (TreeHash leaf, bool sound) = entries.Span[i];
            _verifier.AddEntry(leaf, sound);
            _inTile++;
            if (_inTile == Tile.FullWidth)
            {
                await TileAsync(cancellationToken);
            }

            await AfterAsync(cancellationToken);
        }
    }

    private async ValueTask AfterAsync(CancellationToken cancellationToken)
    {
        if (_checkpoints.TryPeek(out CheckpointRow? next) && next.Size == _verifier.Size)
        {
            await FlushAsync(cancellationToken);
        }

        if (_verifier.Size == _known?.Size)
        {
            _verifier.CompareWithKnown(_known);
        }
    }

    private async Task TileAsync(CancellationToken cancellationToken)
    {
        _verifier.AddTile(await reader.TileAsync(0, (_verifier.Size - 1) / Tile.FullWidth, cancellationToken));
        _inTile = 0;
    }

    /// <summary>Hands in the checkpoints of this size.</summary>
    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        while (_checkpoints.TryPeek(out CheckpointRow? row) && row.Size == _verifier.Size)
        {
            Check(_checkpoints.Dequeue());
            if (_checkpoints.Count == 0)
            {
                await LoadCheckpointsAsync(cancellationToken);
            }
        }
    }

    private void Check(CheckpointRow row)
    {
        _verifier.AddCheckpoint(row.Note);
        SignedNote? note = SignedNote.Parse(row.Note);
        if (note is not null && Checkpoint.Parse(note.Text)?.Size != row.Size)
        {
            _verifier.Report(new LedgerFinding(LedgerIssues.BadSignature, Text($"the checkpoint stored as that of size {row.Size} is of another"), null));
        }

        // A key that was retired signs no more: who has stolen it must not be able to go on.
        List<LedgerKeyRow> signers = [.. _keyRows.Where(k => NoteKey.Parse(k.Id) is { } key && note?.Signatures.Any(key.Made) == true)];
        if (signers.Count > 0 && signers.TrueForAll(k => k.Until < row.Size))
        {
            _verifier.Report(new LedgerFinding(LedgerIssues.BadSignature, Text($"the checkpoint of size {row.Size} is signed by keys that were retired before"), null));
        }
    }

    private async Task LoadCheckpointsAsync(CancellationToken cancellationToken)
    {
        foreach (CheckpointRow row in await reader.CheckpointsAfterAsync(_lastLoaded, CheckpointsAtOnce, cancellationToken))
        {
            _checkpoints.Enqueue(row);
            _lastLoaded = row.Size;
        }
    }

    /// <summary>The last checkpoint, and one that was kept elsewhere, may cover more than is there.</summary>
    private async Task MissingAsync(long size, CancellationToken cancellationToken)
    {
        bool stopped = _verifier.Findings.Count > 0;
        if (!stopped && _verifier.Size < size && await reader.LastCheckpointAsync(cancellationToken) is { } last)
        {
            _verifier.AddCheckpoint(last.Note);
        }

        if (_known is not null && _known.Size > size)
        {
            _verifier.Report(new LedgerFinding(
                LedgerIssues.Missing, Text($"entries {size} to {_known.Size - 1} stand under the checkpoint kept elsewhere and are not sealed here"), size));
        }
    }

    /// <summary>Each hash of an upper tile is the root of a full tile below it.</summary>
    private async Task UpperTilesAsync(long size, CancellationToken cancellationToken)
    {
        for (int level = 1; size >> (level * Tile.Height) > 0; level++)
        {
            long hashes = size >> (level * Tile.Height);
            for (long i = 0; i < hashes; i += Tile.FullWidth)
            {
                Tile? tile = await reader.TileAsync(level, i / Tile.FullWidth, cancellationToken);
                int width = (int)Math.Min(Tile.FullWidth, hashes - i);
                for (int k = 0; k < width; k++)
                {
                    TreeHash? below = level == 1 ? _roots[(int)(i + k)] : (await reader.TileAsync(level - 1, i + k, cancellationToken)) is { Width: Tile.FullWidth } full ? full.Root() : null;
                    if (tile is null || tile.Width < width || below != tile[k])
                    {
                        _verifier.Report(new LedgerFinding(
                            LedgerIssues.WrongTile, Text($"tile {level}/{i / Tile.FullWidth} is not what the tiles below it give"), (i + k) << (level * Tile.Height)));
                        return;
                    }
                }
            }
        }
    }
}
