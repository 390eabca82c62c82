namespace Parley.Engine.Formats.Csv;

/// <summary>
/// Writes a message of several rows: a row for each item of the innermost list, and for each part that has none. What stands at the message or a part is said by
/// all its rows.
/// </summary>
internal sealed class CsvGroupWriter : CsvRowWriter
{
    private readonly int _mostRows;
    private readonly Shape?[] _levels;
    private readonly ByteBuffer _text = new();
    private readonly Stack<Open> _open = new();
    private readonly List<(int Start, int Length)[]> _rows = [];

    /// <summary>Makes a writer for a frozen tree of shapes.</summary>
    /// <exception cref="ArgumentException">The encoding is unknown, or a shape is none of the columns.</exception>
    public CsvGroupWriter(Shape root, CsvFormat format)
        : base(root, format, format.Levels(root))
    {
        _levels = format.Levels(root);
        _mostRows = format.MostRows;
    }

    /// <inheritdoc/>
    protected override void BeginMessage()
    {
        _text.Clear();
        _rows.Clear();
        _open.Clear();
        Out.Add(Header);
        Push(Root);
    }

    /// <inheritdoc/>
    protected override void EndMessage()
    {
        CloseContainer(Root);
        if (_rows.Count > _mostRows)
        {
            Fail(FormatIssues.TooManyRows, $"the message would have {_rows.Count} rows, more than {_mostRows}", null);
        }

        foreach ((int Start, int Length)[] row in _rows)
        {
            WriteRow(_text.Written, row);
        }

        Encode();
    }

    /// <inheritdoc/>
    protected override void OpenContainer(Shape shape)
    {
        if (!_levels.Contains(shape))
        {
            throw new NotSupportedException($"A row holds values and nothing nested ({shape}).");
        }

        Push(shape);
    }

    /// <inheritdoc/>
    protected override void CloseContainer(Shape shape)
    {
        Open open = _open.Pop();
        if (_rows.Count == open.FirstRow)
        {
            _rows.Add(open.Values);
            return;
        }

        for (int column = 0; column < open.Values.Length; column++)
        {
            if (open.Values[column].Length > 0)
            {
                Share(open, column);
            }
        }
    }

    /// <inheritdoc/>
    protected override void OpenList(Shape shape)
    {
        if (!_levels.Contains(shape) && !IsRepeated(shape))
        {
            throw new NotSupportedException($"A column does not repeat ({shape}).");
        }
    }

    /// <inheritdoc/>
    protected override void CloseList(Shape shape)
    {
    }

    /// <inheritdoc/>
    protected override void WriteScalar(Shape shape, ReadOnlySpan<byte> utf8, ScalarKind kind) =>
        Put(shape, utf8, kind, _text, _open.Peek().Values);

    private void Push(Shape shape) => _open.Push(new Open(shape, new (int, int)[Names.Count], _rows.Count));

    private void Share(in Open open, int column)
    {
        (int start, int length) = open.Values[column];
        for (int row = open.FirstRow; row < _rows.Count; row++)
        {
            ref (int Start, int Length) own = ref _rows[row][column];
            if (own.Length > 0 && !_text.Written.Slice(own.Start, own.Length).SequenceEqual(_text.Written.Slice(start, length)))
            {
                Fail(FormatIssues.RowsDiffer, $"a row says another {Names[column]} than what is around it", open.Shape.Children.First(c => c.Name == Names[column]));
                return;
            }

            own = (start, length);
        }
    }

    private readonly record struct Open(Shape Shape, (int Start, int Length)[] Values, int FirstRow);
}
