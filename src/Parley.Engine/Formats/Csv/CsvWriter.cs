namespace Parley.Engine.Formats.Csv;

/// <summary>Writes a header, if there is one, and a row, or a whole file of rows. Values may come in any order; those that do not come are empty.</summary>
internal sealed class CsvWriter : CsvRowWriter
{
    private readonly bool _wholeFile;
    private readonly (int Start, int Length)[] _values;
    private readonly ByteBuffer _row = new();
    private readonly Shape? _rowShape;

    /// <summary>Makes a writer for a frozen tree of shapes.</summary>
    /// <exception cref="ArgumentException">The encoding is unknown, or a shape is none of the columns.</exception>
    public CsvWriter(Shape root, CsvFormat format)
        : this(root, format, format.WholeFile ? root.Find(CsvFormat.Row, null, false) : root)
    {
    }

    private CsvWriter(Shape root, CsvFormat format, Shape? row)
        : base(root, format, [row])
    {
        _wholeFile = format.WholeFile;
        _rowShape = row;
        _values = new (int, int)[Names.Count];
    }

    /// <inheritdoc/>
    protected override void BeginMessage()
    {
        Out.Add(Header);
        StartRow();
    }

    /// <inheritdoc/>
    protected override void EndMessage()
    {
        if (!_wholeFile)
        {
            WriteRow(_row.Written, _values);
        }

        Encode();
    }

    /// <inheritdoc/>
    protected override void OpenContainer(Shape shape)
    {
        if (!_wholeFile || !ReferenceEquals(shape, _rowShape))
        {
            throw new NotSupportedException($"A row holds values and nothing nested ({shape}).");
        }

        StartRow();
    }

    /// <inheritdoc/>
    protected override void CloseContainer(Shape shape) => WriteRow(_row.Written, _values);

    /// <inheritdoc/>
    protected override void OpenList(Shape shape)
    {
        if (!ReferenceEquals(shape, _rowShape) && !IsRepeated(shape))
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
        Put(shape, utf8, kind, _row, _values);

    private void StartRow()
    {
        _row.Clear();
        Array.Clear(_values);
    }
}
