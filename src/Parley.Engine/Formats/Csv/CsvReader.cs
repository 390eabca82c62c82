namespace Parley.Engine.Formats.Csv;

/// <summary>Reads a row, with its header if there is one, or a whole file.</summary>
internal sealed class CsvReader : CsvRowReader
{
    private readonly Shape? _row;

    /// <summary>Makes a reader for a frozen tree of shapes.</summary>
    public CsvReader(Shape root, CsvFormat format, FormatLimits limits)
        : this(root, format.WholeFile ? root.Find(CsvFormat.Row, null, false) : root, format, limits)
    {
    }

    private CsvReader(Shape root, Shape? row, CsvFormat format, FormatLimits limits)
        : base(root, [row], format, limits) => _row = row;

    /// <inheritdoc/>
    protected override bool Parse(ReadOnlySpan<byte> text, int root)
    {
        if (!ReadHeader(text, out int start))
        {
            return false;
        }

        int rows = 0;
        bool good = true;
        int previous = 0;
        while (start < text.Length)
        {
            int row = root;
            if (IsBlank(text[start..], out int blank))
            {
                start += blank;
                continue;
            }

            rows++;
            if (Format.WholeFile && _row is not null)
            {
                row = previous = Tree.AddChild(root, _row, NodeKind.Container, Offset(start), previous);
            }
            else if (rows > 1)
            {
                return Fault(text, FormatIssues.Malformed, "a message of this type is one row, and here is another", start);
            }

            // After a ragged row the next one is still where it should be; after a fault of quoting it is not.
            if (!ReadRow(text, ref start, row, rows, ref good))
            {
                return false;
            }
        }

        return rows > 0 || Format.WholeFile ? good : Fault(text, FormatIssues.Empty, "there is no row", start);
    }

    private bool ReadRow(ReadOnlySpan<byte> text, ref int start, int row, int number, ref bool good)
    {
        CsvTokenizer tokens = Tokens(text[start..]);
        int count = 0;
        do
        {
            int at = start + tokens.At;
            if (tokens.Read() is { } fault)
            {
                return Fault(text, FormatIssues.Malformed, fault, start + tokens.At);
            }

            if (count < Columns.Count && !ReadValue(text, new CsvCell(at, start + tokens.Start, tokens.Length, tokens.HasDoubledQuotes), row, count))
            {
                return false;
            }

            count++;
        }
        while (!tokens.EndsRow);

        if (count != Columns.Count)
        {
            good = Fault(text, FormatIssues.RaggedRow, $"row {number} has {count} columns, not {Columns.Count}", start);
        }

        start += tokens.At;
        return true;
    }

    private bool ReadValue(ReadOnlySpan<byte> text, in CsvCell value, int row, int column)
    {
        if (!IsWithinLimits(text, value.At, value.Length, column))
        {
            return false;
        }

        if (Columns.ShapeOf(0, column) is { } shape)
        {
            return AddValue(text, row, shape, value);
        }

        AddUnknown(text, row, column, value);
        return true;
    }
}
