using System.Buffers;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats.Csv;

/// <summary>What readers of rows share: the header, and values as nodes. Values point into the message unless quotes in them are doubled.</summary>
internal abstract class CsvRowReader : TreeReader
{
    private readonly SearchValues<byte> _ends;

    /// <summary>Makes a reader for a frozen tree of shapes.</summary>
    /// <param name="root">The root.</param>
    /// <param name="levels">The shapes whose children are columns, outermost first.</param>
    /// <param name="format">The format.</param>
    /// <param name="limits">What a message may be at most.</param>
    protected CsvRowReader(Shape root, Shape?[] levels, CsvFormat format, FormatLimits limits)
        : base(root, limits)
    {
        Format = format;
        Columns = new CsvColumns(levels, format.Header ? [] : format.Columns);
        _ends = CsvTokenizer.EndsOf(format);
    }

    /// <summary>The format.</summary>
    protected CsvFormat Format { get; }

    /// <summary>The columns of the message.</summary>
    protected CsvColumns Columns { get; }

    /// <inheritdoc/>
    protected sealed override bool TryFindEncoding(ReadOnlySpan<byte> message, IssueSink issues, out string encoding)
    {
        encoding = Format.Encoding;
        return true;
    }

    /// <summary>Reads the values of a text that begins with a row.</summary>
    protected CsvTokenizer Tokens(ReadOnlySpan<byte> text) => new(text, Format, _ends);

    /// <summary>Reads the header row, unless it is the one that was read last.</summary>
    protected bool ReadHeader(ReadOnlySpan<byte> text, out int end)
    {
        end = 0;
        if (!Format.Header || Columns.StillHold(text, out end))
        {
            return true;
        }

        if (text.IsEmpty)
        {
            return Fault(text, FormatIssues.Empty, "there is no header row", 0);
        }

        CsvTokenizer tokens = Tokens(text);
        if (Columns.Read(text, ref tokens, (byte)Format.Quote) is { } fault)
        {
            return Fault(text, fault.Code, fault.Message, tokens.At);
        }

        end = tokens.At;
        return true;
    }

    /// <summary>Whether a text begins with an empty line, which is no row; in rows of one column it is a row with an empty value.</summary>
    protected bool IsBlank(ReadOnlySpan<byte> text, out int length)
    {
        length = text switch
        {
            [(byte)'\n', ..] => 1,
            [(byte)'\r', (byte)'\n', ..] => 2,
            _ => 0,
        };
        return length > 0 && Columns.Count != 1;
    }

    /// <summary>Whether a value may be as long as it is, and one more may come.</summary>
    protected bool IsWithinLimits(ReadOnlySpan<byte> text, int at, int length, int column) =>
        ++Values > Limits.Values ? Fault(text, FormatIssues.TooManyValues, $"more than {Limits.Values} values", at)
        : length <= Limits.ValueBytes || Fault(text, FormatIssues.ValueTooLarge,
            $"{length} bytes are more than the {Limits.ValueBytes} that one value may have", at, Columns.NameOf(column));

    /// <summary>Adds a value's node.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="parent">The node it stands in.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="value">Where it is.</param>
    protected bool AddValue(ReadOnlySpan<byte> text, int parent, Shape shape, in CsvCell value)
    {
        int node = Tree.AddChild(parent, shape, NodeKind.Text, Offset(value.At));
        if (value.HasDoubledQuotes)
        {
            Unquote(node, text.Slice(value.Start, value.Length));
        }
        else if (Start.InScratch)
        {
            Tree.SetScratchValue(node, Start.Start + value.Start, value.Length);
        }
        else
        {
            Tree.SetValue(node, Start.Start + value.Start, value.Length);
        }

        return shape.Embedded is null || Embedded.TryRead(Tree, node, Faults);
    }

    /// <summary>Notes the value of a column that no shape knows. An empty one says nothing that could be lost.</summary>
    protected void AddUnknown(ReadOnlySpan<byte> text, int parent, int column, in CsvCell value)
    {
        if (value.Length > 0)
        {
            Tree.AddUnknown(new UnknownField(parent, Columns.NameOf(column), null, Offset(value.At), Samples.Of(text.Slice(value.Start, value.Length))));
        }
    }

    /// <summary>Where a place of the text is in the message.</summary>
    protected long Offset(int at) => Start.IsEmbedded ? Start.HostOffset : at;

    /// <summary>Reports a fault at a place of the text.</summary>
    protected bool Fault(ReadOnlySpan<byte> text, IssueCode code, string message, int offset, string path = "")
    {
        ReadOnlySpan<byte> before = text[..offset];
        Faults.Add(Start.Issue(Tree, code, message, before.Count((byte)'\n') + 1, offset - before.LastIndexOf((byte)'\n'), path));
        return false;
    }

    private void Unquote(int node, ReadOnlySpan<byte> value)
    {
        byte quote = (byte)Format.Quote;
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
}
