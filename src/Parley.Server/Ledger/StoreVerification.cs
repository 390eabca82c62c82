using System.Globalization;
using System.Text;
using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>Verifies a stored ledger from its first entry to its last: batches without gaps, entries, tiles of every level, and each checkpoint.</summary>
internal sealed class StoreVerification(LedgerReader reader, IReadOnlyList<NoteKey> keys, string? known)
{
    private const int CheckpointsAtOnce = 1000;
    private readonly HistoryVerifier _verifier = new(keys);
    private readonly Queue<CheckpointRow> _checkpoints = new();

    // The root of each full tile of entries: 32 bytes for some 100,000 of the ledger, so that no tile is hashed a second time.
    private readonly List<TreeHash> _roots = [];
    private long _lastLoaded;
    private int _inTile;
    private Checkpoint? _known;
    private List<LedgerKeyRow> _keyRows = [];

    public async Task<LedgerReport> RunAsync(CancellationToken cancellationToken)
    {
        _known = known is null ? null : _verifier.Open(known);
        _keyRows = await reader.KeysAsync(cancellationToken);

        // Asked first: what is recorded and sealed meanwhile must not look as if the ledger had once been longer.
        (long reach, long? newest) = (await reader.ReachAsync(cancellationToken), await reader.NewestExchangeAsync(cancellationToken));
        CheckpointRow? last = await reader.LastCheckpointAsync(cancellationToken);
        long size = last?.Size ?? 0;
        await LoadCheckpointsAsync(cancellationToken);
        await ReadEntriesAsync(size, cancellationToken);
        await FlushAsync(cancellationToken);
        if (_inTile > 0)
        {
            await TileAsync(cancellationToken);
        }

        _verifier.End();
        await MissingAsync(size, cancellationToken);
        await CutAsync(size, reach, newest, cancellationToken);
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
        await using StretchReader stretches = StretchReader.Start(reader, size, cancellationToken);
        await foreach (ReadStretch stretch in stretches.AllAsync(cancellationToken))
        {
            stretch.Entries.Hash(roots: true);
            await HandAsync(stretch, cancellationToken);
            stretches.Return(stretch);
        }

        if (stretches.Fault is not null)
        {
            _verifier.Report(stretches.Fault);
        }
    }

    /// <summary>Adds what was read, with the tiles and checkpoints that fall within it: whole tiles, but for the last of all.</summary>
    private async Task HandAsync(ReadStretch stretch, CancellationToken cancellationToken)
    {
        for (int n = 0; n < stretch.Entries.Tiles; n++)
        {
            ReadOnlyMemory<(TreeHash Leaf, bool Sound)> leaves = stretch.Entries.Leaves(n);
            long end = _verifier.Size + leaves.Length;
            if (leaves.Length == Tile.FullWidth)
            {
                _roots.Add(stretch.Entries.Root(n));
            }

            if (leaves.Length < Tile.FullWidth || (_checkpoints.TryPeek(out CheckpointRow? next) && next.Size < end) || (_known?.Size > _verifier.Size && _known.Size < end))
            {
                await HandOneByOneAsync(stretch, leaves, cancellationToken);
                continue;
            }

            _verifier.AddWholeTile(leaves.Span, stretch.Entries.Root(n), stretch.TileAt(_verifier.Size), stretch.AboveAt(_verifier.Size));
            await AfterAsync(cancellationToken);
        }
    }

    private async Task HandOneByOneAsync(ReadStretch stretch, ReadOnlyMemory<(TreeHash Leaf, bool Sound)> entries, CancellationToken cancellationToken)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            (TreeHash leaf, bool sound) = entries.Span[i];
            _verifier.AddEntry(leaf, sound);
            _inTile++;
            if (_inTile == Tile.FullWidth)
            {
                _verifier.AddTile(stretch.TileAt(_verifier.Size - 1), stretch.AboveAt(_verifier.Size - 1));
                _inTile = 0;
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
        _verifier.AddTile(await reader.TileAsync(0, (_verifier.Size - 1) / Tile.FullWidth, cancellationToken), above: null);
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

    /// <summary>What else the store has may tell of entries or of a checkpoint that were cut off with all that stood after them.</summary>
    private async Task CutAsync(long size, long reach, long? newest, CancellationToken cancellationToken)
    {
        if (reach > size)
        {
            _verifier.Report(new LedgerFinding(
                LedgerIssues.Missing, Text($"entries {size} to {reach - 1} were sealed, as tiles and index tell, and no checkpoint covers them: it was taken away, or all since was put back"), size));
        }

        if (_verifier.Findings.Count == 0 && newest is long exchange && !await reader.HasAsync(Encoding.UTF8.GetBytes(PublicId.Exchange(exchange)), cancellationToken))
        {
            _verifier.Report(new LedgerFinding(
                LedgerIssues.Missing, Text($"exchange {PublicId.Exchange(exchange)} is stored, and the ledger has no entry of it: entries were taken away, or the ledger was put back"), null));
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
