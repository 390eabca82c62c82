using System.Buffers;
using System.Text;

namespace Parley.Engine.Formats.Csv;

/// <summary>What writers of rows share: the header, rows of values, quotes where they are needed.</summary>
internal abstract class CsvRowWriter : BufferedMessageWriter
{
    private readonly CsvFormat _format;
    private readonly Encoding _encoding;
    private readonly byte[] _newLine;
    private readonly SearchValues<byte> _special;
    private readonly Dictionary<Shape, int[]> _columns = [];

    /// <summary>Makes a writer for a frozen tree of shapes.</summary>
    /// <param name="root">The root.</param>
    /// <param name="format">The format.</param>
    /// <param name="levels">The shapes whose children are columns, outermost first.</param>
    /// <exception cref="ArgumentException">The encoding is unknown, or a shape is none of the columns.</exception>
    protected CsvRowWriter(Shape root, CsvFormat format, Shape?[] levels)
        : base(root)
    {
        _format = format;
        _encoding = TextEncodings.Find(format.Encoding)
            ?? throw new ArgumentException($"There is no encoding '{format.Encoding}'.", nameof(format));
        _newLine = Encoding.ASCII.GetBytes(format.NewLine);
        _special = SearchValues.Create([(byte)format.Delimiter, (byte)format.Quote, (byte)'\r', (byte)'\n']);
        Shape[] shapes = [.. levels.SelectMany(l => l?.Children ?? []).Where(s => !levels.Contains(s))];
        Names = format.Columns.Count > 0 ? format.Columns
            : [.. shapes.DistinctBy(s => s.Name).SelectMany(s => Enumerable.Repeat(s.Name, Math.Max(1, s.Repeats)))];
        foreach (Shape shape in shapes)
        {
            int[] columns = [.. Names.Index().Where(n => n.Item == shape.Name).Select(n => n.Index)];
            _columns[shape] = columns.Length > 0 ? columns : throw new ArgumentException($"There is no column '{shape.Name}'.", nameof(root));
        }

        Header = format.Header ? HeaderOf(Names) : [];
    }

    /// <summary>The columns in order.</summary>
    protected IReadOnlyList<string> Names { get; }

    /// <summary>The header row; empty when there is none.</summary>
    protected byte[] Header { get; }

    /// <summary>Whether a shape stands for a column that may stand more than once.</summary>
    protected bool IsRepeated(Shape shape) => shape.Repeats > 0 && _columns.ContainsKey(shape);

    /// <summary>Puts a value into the next free column of its name; nothing keeps a column free.</summary>
    /// <param name="shape">The column's shape.</param>
    /// <param name="utf8">The value.</param>
    /// <param name="kind">Whether it is a value, or nothing.</param>
    /// <param name="text">Takes the value.</param>
    /// <param name="values">Takes where it is.</param>
    protected void Put(Shape shape, ReadOnlySpan<byte> utf8, ScalarKind kind, ByteBuffer text, (int Start, int Length)[] values)
    {
        int[] columns = _columns[shape];
        int column = shape.Repeats == 0 ? columns[0] : Free(columns, values);
        if (column < 0)
        {
            Fail(FormatIssues.TooFewColumns, $"there are more values than the {columns.Length} columns '{shape.Name}'", shape);
        }
        else if (kind == ScalarKind.Null || utf8.IsEmpty)
        {
            // A place of its own, be it empty: the column is not free any more.
            values[column] = (text.Length + 1, 0);
        }
        else if (CanCarry(shape, utf8))
        {
            values[column] = (text.Length, utf8.Length);
            text.Add(utf8);
        }
    }

    /// <summary>Writes a row.</summary>
    /// <param name="text">What the values are parts of.</param>
    /// <param name="values">Where each column's value is; length 0 for none.</param>
    protected void WriteRow(ReadOnlySpan<byte> text, ReadOnlySpan<(int Start, int Length)> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                Out.Add((byte)_format.Delimiter);
            }

            WriteValue(values[i].Length == 0 ? [] : text.Slice(values[i].Start, values[i].Length));
        }

        Out.Add(_newLine);
    }

    /// <summary>Brings the message into the format's encoding.</summary>
    protected void Encode()
    {
        if (!IsEmbedded && !TextEncodings.IsUtf8(_encoding))
        {
            Transcode(_encoding);
        }
    }

    /// <inheritdoc/>
    protected sealed override void WriteContent(Shape container, ReadOnlySpan<byte> utf8) =>
        throw new NotSupportedException($"A row has no text of its own ({container}).");

    private static int Free(int[] columns, (int Start, int Length)[] values)
    {
        foreach (int column in columns)
        {
            if (values[column] == default)
            {
                return column;
            }
        }

        return -1;
    }

    private bool CanCarry(Shape shape, ReadOnlySpan<byte> utf8)
    {
        bool can = _format.Quote != '\0' || !utf8.ContainsAny(_special);
        if (!can)
        {
            Fail(FormatIssues.CannotCarry, "the value holds a delimiter, a line's end or NUL, and the format has no quotes", shape);
        }

        return can;
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
            || (value.IsEmpty ? Names.Count == 1 : value[0] is (byte)' ' or (byte)'\t' or 0xEF || value[^1] is (byte)' ' or (byte)'\t');
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
