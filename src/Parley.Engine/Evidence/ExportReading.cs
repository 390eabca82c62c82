namespace Parley.Engine.Evidence;

/// <summary>What an export has said so far, line by line.</summary>
internal sealed class ExportReading
{
    private const int MostInTile = 4 * Tile.FullWidth;

    private readonly HistoryVerifier _verifier;
    private readonly long _size;
    private readonly string _origin;
    private readonly Checkpoint? _known;
    private int _inTile;
    private long _tiles;
    private long? _lastCheckpoint;

    public ExportReading(HistoryVerifier verifier, long size, string origin, string? known)
    {
        (_verifier, _size, _origin) = (verifier, size, origin);
        _known = known is null ? null : verifier.Open(known);
    }

    /// <summary>Whether a line is an entry, as far as its beginning tells: neither a tile nor a checkpoint.</summary>
    public static bool IsEntry(ReadOnlySpan<byte> line) => !line.StartsWith("{\"hashes\""u8) && !line.StartsWith("{\"checkpoint\""u8);

    /// <summary>Takes a line that is no entry.</summary>
    public void Take(byte[] line)
    {
        _lastCheckpoint = null;
        if (line.AsSpan().StartsWith("{\"hashes\""u8))
        {
            TakeTile(line);
        }
        else
        {
            TakeCheckpoint(line);
        }
    }

    /// <summary>Takes a line that is an entry: its hash, and whether it is in its one form.</summary>
    public void Take(TreeHash leaf, bool sound)
    {
        _lastCheckpoint = null;
        if (_inTile == MostInTile)
        {
            SkipTile();
        }

        _verifier.AddEntry(leaf, sound);
        _inTile++;
        if (_verifier.Size == _known?.Size)
        {
            _verifier.CompareWithKnown(_known);
        }
    }

    /// <summary>There are no more lines.</summary>
    public HistoryVerifier End(bool whole)
    {
        _verifier.End();
        if (!whole || _lastCheckpoint != _size || _verifier.Size != _size || _inTile > 0)
        {
            _verifier.Report(new LedgerFinding(
                LedgerIssues.Missing, $"the export says {_size} entries and ends after {_verifier.Size} without the checkpoint over all of them", _verifier.Size));
        }

        if (_known is not null && _known.Size > _verifier.Size)
        {
            _verifier.Report(new LedgerFinding(
                LedgerIssues.Missing, $"entries {_verifier.Size} to {_known.Size - 1} stand under the checkpoint kept elsewhere and are not there", _verifier.Size));
        }

        return _verifier;
    }

    private void TakeTile(byte[] line)
    {
        Tile? tile = LedgerExport.ReadTile(line);
        while (tile?.Number > _tiles && _inTile >= Tile.FullWidth)
        {
            SkipTile();
        }

        // Only the last tile of all may be partial.
        bool right = tile is not null && tile.Number == _tiles
            && (tile.Width == Tile.FullWidth || (_tiles * Tile.FullWidth) + tile.Width == _size);
        _verifier.AddTileOfExport(right ? tile : null);
        _inTile = 0;
        _tiles++;
    }

    private void SkipTile()
    {
        _verifier.SkipTile();
        _inTile -= Tile.FullWidth;
        _tiles++;
    }

    private void TakeCheckpoint(byte[] line)
    {
        string? note = LedgerExport.ReadCheckpoint(line);
        Checkpoint? before = _verifier.Last;
        _verifier.AddCheckpoint(note ?? "");
        if (_verifier.Last is { } last && last != before)
        {
            _lastCheckpoint = last.Size;
            if (last.Origin != _origin || last.Size != _verifier.Size)
            {
                _verifier.Report(new LedgerFinding(
                    LedgerIssues.NotEvidence, $"the checkpoint of '{last.Origin}', size {last.Size}, stands after entry {_verifier.Size - 1} of '{_origin}'", null));
            }
        }
    }
}
