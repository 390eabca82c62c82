namespace Parley.Engine.Formats.Csv;

/// <summary>
/// Reads a message of several rows. A column is read at each level that knows it: at the message or a part once, where all rows must say the same, and at the
/// row each time.
/// </summary>
/// <remarks>1. A row's cells are found. 2. Keys say which parts go on and which begin. 3. Values are added to what begins, and compared with what goes on.</remarks>
internal sealed class CsvGroupReader : CsvRowReader
{
    private readonly Level[] _levels;
    private readonly List<CsvCell> _cells = [];

    /// <summary>Makes a reader for a frozen tree of shapes.</summary>
    public CsvGroupReader(Shape root, CsvFormat format, FormatLimits limits)
        : this(root, format.Levels(root), format, limits)
    {
    }

    private CsvGroupReader(Shape root, Shape?[] shapes, CsvFormat format, FormatLimits limits)
        : base(root, shapes, format, limits)
    {
        IReadOnlyList<string>[] keys = [format.Group, .. format.Parts.Select(p => p.Columns), []];
        _levels = [.. shapes.Select((s, i) => new Level(s, keys[i]))];
    }

    /// <inheritdoc/>
    protected override bool Parse(ReadOnlySpan<byte> text, int root)
    {
        if (!ReadHeader(text, out int start) || !FindKeys(text))
        {
            return false;
        }

        int rows = 0;
        bool good = true;
        while (start < text.Length)
        {
            if (IsBlank(text[start..], out int blank))
            {
                start += blank;
                continue;
            }

            rows++;
            int at = start;
            if (!ReadCells(text, ref start))
            {
                return false;
            }

            // A ragged row is one fault; the next one is still where it should be.
            good &= _cells.Count == Columns.Count
                ? ReadRow(text, at, root)
                : Fault(text, FormatIssues.RaggedRow, $"row {rows} has {_cells.Count} columns, not {Columns.Count}", at);
            if (rows > Format.MostRows)
            {
                return Fault(text, FormatIssues.TooManyRows, $"the message has more than {Format.MostRows} rows", at);
            }
        }

        return rows > 0 ? good : Fault(text, FormatIssues.Empty, "there is no row", start);
    }

    private bool FindKeys(ReadOnlySpan<byte> text)
    {
        foreach (Level level in _levels)
        {
            level.Keys = [.. level.KeyNames.Select(Columns.Find)];
            level.First.Clear();
            int missing = Array.IndexOf(level.Keys, -1);
            if (missing >= 0)
            {
                return Fault(text, FormatIssues.WrongRoot, $"there is no column '{level.KeyNames[missing]}', by which rows are grouped", 0);
            }
        }

        return true;
    }

    // 1.
    private bool ReadCells(ReadOnlySpan<byte> text, ref int start)
    {
        _cells.Clear();
        CsvTokenizer tokens = Tokens(text[start..]);
        do
        {
            int at = start + tokens.At;
            if (tokens.Read() is { } fault)
            {
                return Fault(text, FormatIssues.Malformed, fault, start + tokens.At);
            }

            if (_cells.Count < Columns.Count && !IsWithinLimits(text, at, tokens.Length, _cells.Count))
            {
                return false;
            }

            _cells.Add(new CsvCell(at, start + tokens.Start, tokens.Length, tokens.HasDoubledQuotes));
        }
        while (!tokens.EndsRow);
        start += tokens.At;
        return true;
    }

    // 2.
    private bool ReadRow(ReadOnlySpan<byte> text, int at, int root)
    {
        bool first = _levels[0].First.Count == 0;
        if (!first && !IsSame(text, _levels[0]))
        {
            return Fault(text, FormatIssues.Malformed, $"the rows of a message are alike in {string.Join(", ", Format.Group)}, and here another message begins", at);
        }

        bool begins = first;
        bool good = true;
        int node = root;
        for (int i = 0; i < _levels.Length; i++)
        {
            Level level = _levels[i];
            begins |= i > 0 && (i == _levels.Length - 1 || !IsSame(text, level));
            if (begins)
            {
                level.Begin(_cells);
                level.Node = i == 0 ? root : level.Shape is null ? 0 : Tree.AddChild(node, level.Shape, NodeKind.Container, Offset(at));
            }

            node = level.Node == 0 ? node : level.Node;
            good &= level.Node == 0 || (begins ? AddValues(text, i) : HaveSame(text, i));
        }

        NoteUnknown(text, node);
        return good;
    }

    // 3.
    private bool AddValues(ReadOnlySpan<byte> text, int level)
    {
        for (int column = 0; column < _cells.Count; column++)
        {
            if (Columns.ShapeOf(level, column) is { } shape && !AddValue(text, _levels[level].Node, shape, _cells[column]))
            {
                return false;
            }
        }

        return true;
    }

    private bool HaveSame(ReadOnlySpan<byte> text, int level)
    {
        for (int column = 0; column < _cells.Count; column++)
        {
            if (Columns.ShapeOf(level, column) is { } shape && !IsSame(text, _levels[level].First[column], _cells[column]))
            {
                CsvCell was = _levels[level].First[column];
                return Fault(text, FormatIssues.RowsDiffer,
                    $"here {Columns.NameOf(column)} is '{Samples.Of(text.Slice(_cells[column].Start, _cells[column].Length))}', in a row before it is '{Samples.Of(text.Slice(was.Start, was.Length))}'",
                    _cells[column].At, shape.Path);
            }
        }

        return true;
    }

    private void NoteUnknown(ReadOnlySpan<byte> text, int node)
    {
        for (int column = 0; column < _cells.Count; column++)
        {
            if (!Columns.IsKnown(column))
            {
                AddUnknown(text, node, column, _cells[column]);
            }
        }
    }

    private bool IsSame(ReadOnlySpan<byte> text, Level level)
    {
        foreach (int key in level.Keys)
        {
            if (level.First.Count == 0 || !IsSame(text, level.First[key], _cells[key]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSame(ReadOnlySpan<byte> text, in CsvCell one, in CsvCell other) =>
        text.Slice(one.Start, one.Length).SequenceEqual(text.Slice(other.Start, other.Length));

    /// <summary>The message, a part of it or a row: where its columns are, and the row it began with.</summary>
    private sealed class Level(Shape? shape, IReadOnlyList<string> keyNames)
    {
        public Shape? Shape => shape;

        public IReadOnlyList<string> KeyNames => keyNames;

        public int[] Keys { get; set; } = [];

        public int Node { get; set; }

        public List<CsvCell> First { get; } = [];

        public void Begin(List<CsvCell> cells)
        {
            First.Clear();
            First.AddRange(cells);
        }
    }
}
