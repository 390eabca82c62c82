using System.Buffers;
using System.Text;

namespace Parley.Engine.Formats.Csv;

/// <summary>Writes a header, if there is one, and a row, or a whole file of rows. Values may come in any order; those that do not come are empty.</summary>
internal sealed class CsvWriter : BufferedMessageWriter
{
    private readonly CsvFormat _format;
    private readonly Encoding _encoding;
    private readonly byte[] _header;
    private readonly byte[] _newLine;
    private readonly SearchValues<byte> _special;
    private readonly Dictionary<Shape, int> _columns = [];
    private readonly (int Start, int Length)[] _values;
    private readonly ByteBuffer _row = new();
    private readonly Shape? _rowShape;

    /// <summary>Makes a writer for a frozen tree of shapes.</summary>
    /// <exception cref="ArgumentException">The encoding is unknown, or a shape is none of the columns.</exception>
    public CsvWriter(Shape root, CsvFormat format)
        : base(root)
    {
        _format = format;
        _encoding = TextEncodings.Find(format.Encoding)
            ?? throw new ArgumentException($"There is no encoding '{format.Encoding}'.", nameof(format));
        _newLine = Encoding.ASCII.GetBytes(format.NewLine);
        _special = SearchValues.Create([(byte)format.Delimiter, (byte)format.Quote, (byte)'\r', (byte)'\n']);
        _rowShape = format.WholeFile ? root.Find(CsvFormat.Row, null, false) : root;
        IReadOnlyList<Shape> shapes = _rowShape?.Children ?? [];
        IReadOnlyList<string> names = format.Columns.Count > 0 ? format.Columns : [.. shapes.Select(s => s.Name)];
        foreach (Shape shape in shapes)
        {
            _columns[shape] = names.Index().Where(n => n.Item == shape.Name).Select(n => (int?)n.Index).FirstOrDefault()
                ?? throw new ArgumentException($"There is no column '{shape.Name}'.", nameof(root));
        }

        _values = new (int, int)[names.Count];
        _header = format.Header ? HeaderOf(names) : [];
    }

    /// <inheritdoc/>
    protected override void BeginMessage()
    {
        Out.Add(_header);
        StartRow();
    }

    /// <inheritdoc/>
    protected override void EndMessage()
    {
        if (!_format.WholeFile)
        {
            WriteRow();
        }

        if (!IsEmbedded && !TextEncodings.IsUtf8(_encoding))
        {
            Transcode(_encoding);
        }
    }

    /// <inheritdoc/>
    protected override void OpenContainer(Shape shape)
    {
        if (!_format.WholeFile || !ReferenceEquals(shape, _rowShape))
        {
            throw new NotSupportedException($"A row holds values and nothing nested ({shape}).");
        }

        StartRow();
    }

    /// <inheritdoc/>
    protected override void CloseContainer(Shape shape) => WriteRow();

    /// <inheritdoc/>
    protected override void OpenList(Shape shape)
    {
        if (!ReferenceEquals(shape, _rowShape))
        {
            throw new NotSupportedException($"A column does not repeat ({shape}).");
        }
    }

    /// <inheritdoc/>
    protected override void CloseList(Shape shape)
    {
    }

    /// <inheritdoc/>
    protected override void WriteScalar(Shape shape, ReadOnlySpan<byte> utf8, ScalarKind kind)
    {
        if (kind == ScalarKind.Null)
        {
            return;
        }

        if (_format.Quote == '\0' && utf8.ContainsAny(_special))
        {
            Fail(FormatIssues.CannotCarry, "the value holds a delimiter, a line's end or NUL, and the format has no quotes", shape);
            return;
        }

        _values[_columns[shape]] = (_row.Length, utf8.Length);
        _row.Add(utf8);
    }

    /// <inheritdoc/>
    protected override void WriteContent(Shape container, ReadOnlySpan<byte> utf8) =>
        throw new NotSupportedException($"A row has no text of its own ({container}).");

    private void StartRow()
    {
        _row.Clear();
        Array.Clear(_values);
    }

    private void WriteRow()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if (i > 0)
            {
                Out.Add((byte)_format.Delimiter);
            }

            WriteValue(_row.Written.Slice(_values[i].Start, _values[i].Length));
        }

        Out.Add(_newLine);
    }

    private void WriteValue(ReadOnlySpan<byte> value)
    {
        if (!NeedsQuotes(value))
        {
            Out.Add(value);
            return;
        }

        byte quote = (byte)_format.Quote;
        Out.Add(quote);
        for (int next = value.IndexOf(quote); next >= 0; next = value.IndexOf(quote))
        {
            Out.Add(value[..(next + 1)]);
            Out.Add(quote);
            value = value[(next + 1)..];
        }

        Out.Add(value);
        Out.Add(quote);
    }

    // Besides what RFC 4180 asks for: blanks that a trimming reader would drop, what would be taken for a byte order mark,
    // and the only value of a row when it is empty, which would leave an empty line.
    private bool NeedsQuotes(ReadOnlySpan<byte> value)
    {
        if (_format.Quote == '\0')
        {
            return false;
        }

        return _format.QuoteAll
            || value.ContainsAny(_special)
            || (value.IsEmpty ? _values.Length == 1 : value[0] is (byte)' ' or (byte)'\t' or 0xEF || value[^1] is (byte)' ' or (byte)'\t');
    }

    private byte[] HeaderOf(IReadOnlyList<string> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (i > 0)
            {
                Out.Add((byte)_format.Delimiter);
            }

            WriteValue(Encoding.UTF8.GetBytes(names[i]));
        }

        Out.Add(_newLine);
        byte[] header = Out.Written.ToArray();
        Out.Clear();
        return header;
    }
}
