namespace Parley.Engine.Formats.Csv;

/// <summary>
/// Delimited rows (RFC 4180), CSV and TSV. The root's children are the columns. One row is one message, and is given with its header row
/// before it when the format has a header, so that a message can be understood by itself; or consecutive rows that are alike in some columns
/// are one message (<see cref="Group"/>); or the whole file is (<see cref="WholeFile"/>).
/// </summary>
public sealed class CsvFormat : MessageFormat
{
    /// <summary>The name of the child of the root that stands for the rows of a whole file.</summary>
    public const string Row = "row";

    /// <summary>The character between columns; ASCII.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Whether the first row names the columns.</summary>
    public bool Header { get; init; } = true;

    /// <summary>
    /// The names of the columns in order. Required without a header; with one, it gives the order in which columns are written (that of the
    /// shapes when empty), and the header of what is read decides by itself.
    /// </summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The character around values that need it, doubled within; ASCII. NUL when there is no quoting.</summary>
    public char Quote { get; init; } = '"';

    /// <summary>The encoding that is written, and read where there is no byte order mark.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>What is written at the end of a row; on reading, a line feed with or without carriage return ends it.</summary>
    public string NewLine { get; init; } = "\r\n";

    /// <summary>Whether every value is written in quotes.</summary>
    public bool QuoteAll { get; init; }

    /// <summary>Whether spaces and tabs around values without quotes are dropped on reading.</summary>
    public bool Trim { get; init; }

    /// <summary>Whether the message is the whole file: the root's child <c>row</c> repeats, and the columns are its children.</summary>
    public bool WholeFile { get; init; }

    /// <summary>
    /// The columns whose values the rows of one message share; empty when a message is one row. The columns of the root's children stand for what all
    /// rows say alike, and its child <c>row</c> repeats: each row, with the columns as its children.
    /// </summary>
    public IReadOnlyList<string> Group { get; init; } = [];

    /// <summary>What repeats between a message of several rows and its rows, outermost first.</summary>
    public IReadOnlyList<CsvPart> Parts { get; init; } = [];

    /// <summary>How many rows one message may have at most, when a message is several.</summary>
    public int MostRows { get; init; } = RowGroups.MostRows;

    /// <inheritdoc/>
    public override string Name => "csv";

    /// <inheritdoc/>
    public override string MediaType => "text/csv";

    /// <inheritdoc/>
    public override string FileExtension => Delimiter == '\t' ? ".tsv" : ".csv";

    /// <inheritdoc/>
    public override MessageReader CreateReader(Shape root, FormatLimits limits) =>
        Group.Count > 0 ? new CsvGroupReader(root, Checked(), limits) : new CsvReader(root, Checked(), limits);

    /// <inheritdoc/>
    public override MessageWriter CreateWriter(Shape root) => Group.Count > 0 ? new CsvGroupWriter(root, Checked()) : new CsvWriter(root, Checked());

    /// <inheritdoc/>
    public override MessageSplitter CreateSplitter(Stream stream, FormatLimits limits)
    {
        CsvSplitter rows = new(stream, Checked(), limits);
        return Group.Count > 0 ? new GroupSplitter(rows, new CsvGroupKeys(this), limits, MostRows) : rows;
    }

    /// <inheritdoc/>
    public override int FirstLine => Header && !WholeFile ? 2 : 1;

    /// <inheritdoc/>
    public override int HeadLength(ReadOnlySpan<byte> message)
    {
        if (!Header || WholeFile)
        {
            return 0;
        }

        CsvTokenizer tokens = new(message, this, CsvTokenizer.EndsOf(this));
        while (tokens.Read() is null && !tokens.EndsRow)
        {
        }

        return tokens.At;
    }

    /// <summary>The shapes whose children are columns, outermost first: the root, each part, the row. Null where no shape knows the part.</summary>
    internal Shape?[] Levels(Shape root)
    {
        List<Shape?> levels = [root];
        foreach (string name in Parts.Select(p => p.Name).Append(Row))
        {
            levels.Add(levels[^1]?.Find(name, null, false));
        }

        return [.. levels];
    }

    private CsvFormat Checked()
    {
        bool usable = char.IsAscii(Delimiter) && char.IsAscii(Quote) && Delimiter != Quote
            && Delimiter is not ('\r' or '\n') && Quote is not ('\r' or '\n')
            && (Header || Columns.Count > 0)
            && (Columns.Count == 0 || Group.Concat(Parts.SelectMany(p => p.Columns)).All(Columns.Contains))
            && (Group.Count == 0 ? Parts.Count == 0 : !WholeFile);
        return usable ? this : throw new InvalidOperationException(
            "The delimiter and the quote are two ASCII characters, without a header the columns are named, and rows are grouped by columns that there are.");
    }
}
