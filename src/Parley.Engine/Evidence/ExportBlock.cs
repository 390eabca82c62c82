namespace Parley.Engine.Evidence;

/// <summary>Some lines of an export, of which the entries are hashed together on all processors. Keeps its memory from one block to the next.</summary>
internal sealed class ExportBlock
{
    private const int LinesAtOnce = 16 * 1024;

    private readonly EntryStretch _entries = new();

    /// <summary>The lines; none after the last.</summary>
    public List<byte[]> Lines { get; } = [];

    /// <summary>Reads the next lines in place of those it has.</summary>
    public async Task ReadAsync(LineReader lines, CancellationToken cancellationToken)
    {
        Lines.Clear();
        while (Lines.Count < LinesAtOnce && await lines.NextAsync(cancellationToken) is { } line)
        {
            Lines.Add(line);
        }
    }

    /// <summary>Hashes the entries, and hands all lines over in order.</summary>
    public void HandTo(ExportReading reading)
    {
        _entries.Clear();
        foreach (byte[] line in Lines)
        {
            if (ExportReading.IsEntry(line))
            {
                _entries.Add(line);
            }
        }

        _entries.Hash(roots: false);
        int next = 0;
        foreach (byte[] line in Lines)
        {
            if (ExportReading.IsEntry(line))
            {
                (TreeHash leaf, bool sound) = _entries.Leaves(next / Tile.FullWidth).Span[next % Tile.FullWidth];
                reading.Take(leaf, sound);
                next++;
            }
            else
            {
                reading.Take(line);
            }
        }
    }
}
