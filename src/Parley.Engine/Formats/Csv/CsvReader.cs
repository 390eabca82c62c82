using System.Buffers;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats.Csv;

/// <summary>Reads a row, with its header if there is one, or a whole file. Values point into the message unless quotes in them are doubled.</summary>
internal sealed class CsvReader : TreeReader
{
    private readonly Shape? _row;
    private readonly CsvFormat _format;
    private readonly CsvColumns _columns;
    private readonly SearchValues<byte> _ends;

    /// <summary>Makes a reader for a frozen tree of shapes.</summary>
    public CsvReader(Shape root, CsvFormat format, FormatLimits limits)
        : base(root, limits)
    {
        _format = format;
        _row = format.WholeFile ? root.Find(CsvFormat.Row, null, false) : root;
        _columns = new CsvColumns(_row ?? root, format.Header ? [] : format.Columns);
        _ends = CsvTokenizer.EndsOf(format);
    }

    /// <inheritdoc/>
    protected override bool TryFindEncoding(ReadOnlySpan<byte> message, IssueSink issues, out string encoding)
    {
        encoding = _format.Encoding;
        return true;
    }

    /// <inheritdoc/>
    protected override bool Parse(ReadOnlySpan<byte> text, int root)
    {
        int start = 0;
        if (_format.Header && !_columns.StillHold(text, out start) && !ReadHeader(text, out start))
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
            if (_format.WholeFile && _row is not null)
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

        return rows > 0 || _format.WholeFile ? good : Fault(text, FormatIssues.Empty, "there is no row", start);
    }

    private bool ReadHeader(ReadOnlySpan<byte> text, out int end)
    {
        end = 0;
        if (text.IsEmpty)
        {
            return Fault(text, FormatIssues.Empty, "there is no header row", 0);
        }

        CsvTokenizer tokens = new(text, _format, _ends);
        if (_columns.Read(text, ref tokens, (byte)_format.Quote) is { } fault)
        {
            return Fault(text, fault.Code, fault.Message, tokens.At);
        }

        end = tokens.At;
        return true;
    }

    private bool ReadRow(ReadOnlySpan<byte> text, ref int start, int row, int number, ref bool good)
    {
        CsvTokenizer tokens = new(text[start..], _format, _ends);
        int count = 0;
        do
        {
            int at = start + tokens.At;
            if (tokens.Read() is { } fault)
            {
                return Fault(text, FormatIssues.Malformed, fault, start + tokens.At);
            }

            if (++Values > Limits.Values)
            {
                return Fault(text, FormatIssues.TooManyValues, $"more than {Limits.Values} values", at);
            }

            if (count < _columns.Count && !ReadValue(text, start, at, tokens, row, count))
            {
                return false;
            }

            count++;
        }
        while (!tokens.EndsRow);

        if (count != _columns.Count)
        {
            good = Fault(text, FormatIssues.RaggedRow, $"row {number} has {count} columns, not {_columns.Count}", start);
        }

        start += tokens.At;
        return true;
    }

    private bool ReadValue(ReadOnlySpan<byte> text, int start, int at, in CsvTokenizer tokens, int row, int column)
    {
        if (tokens.Length > Limits.ValueBytes)
        {
            return Fault(text, FormatIssues.ValueTooLarge,
                $"{tokens.Length} bytes are more than the {Limits.ValueBytes} that one value may have", at, _columns.NameOf(column));
        }

        Shape? shape = _row is null ? null : _columns.ShapeOf(column);
        if (shape is null)
        {
            // An empty column says nothing that could be lost.
            if (tokens.Length > 0)
            {
                string sample = Samples.Of(text.Slice(start + tokens.Start, tokens.Length));
                Tree.AddUnknown(new UnknownField(row, _columns.NameOf(column), null, Offset(at), sample));
            }

            return true;
        }

        int node = Tree.AddChild(row, shape, NodeKind.Text, Offset(at));
        if (tokens.HasDoubledQuotes)
        {
            Unquote(node, text.Slice(start + tokens.Start, tokens.Length));
        }
        else if (Start.InScratch)
        {
            Tree.SetScratchValue(node, Start.Start + start + tokens.Start, tokens.Length);
        }
        else
        {
            Tree.SetValue(node, Start.Start + start + tokens.Start, tokens.Length);
        }

        return shape.Embedded is null || Embedded.TryRead(Tree, node, Faults);
    }

    private void Unquote(int node, ReadOnlySpan<byte> value)
    {
        byte quote = (byte)_format.Quote;
        Span<byte> scratch = Tree.Scratch(value.Length);
        int length = 0;
        for (int next = value.IndexOf(quote); next >= 0; next = value.IndexOf(quote))
        {
            value[..(next + 1)].CopyTo(scratch[length..]);
            length += next + 1;
            value = value[(next + 2)..];
        }

        value.CopyTo(scratch[length..]);
        length += value.Length;
        Tree.SetScratchValue(node, Tree.CommitScratch(length), length);
    }

    // In rows of one column an empty line is a row with an empty value.
    private bool IsBlank(ReadOnlySpan<byte> text, out int length)
    {
        length = text switch
        {
            [(byte)'\n', ..] => 1,
            [(byte)'\r', (byte)'\n', ..] => 2,
            _ => 0,
        };
        return length > 0 && _columns.Count != 1;
    }

    private long Offset(int at) => Start.IsEmbedded ? Start.HostOffset : at;

    private bool Fault(ReadOnlySpan<byte> text, IssueCode code, string message, int offset, string path = "")
    {
        ReadOnlySpan<byte> before = text[..offset];
        Faults.Add(Start.Issue(Tree, code, message, before.Count((byte)'\n') + 1, offset - before.LastIndexOf((byte)'\n'), path));
        return false;
    }
}
