namespace Parley.Engine.Formats.FixedWidth;

/// <summary>
/// Lines whose fields stand at fixed places, counted in characters (Unicode code points). A message is one line whose fields are the root's
/// children, or, with named kinds of lines, any number of lines, each a node of its kind with its fields below.
/// </summary>
public sealed class FixedWidthFormat : MessageFormat
{
    /// <summary>The name of the only kind of line, when lines of one kind are grouped.</summary>
    public const string Line = "line";

    /// <summary>The kinds of lines; the first whose tag fits is taken.</summary>
    public required IReadOnlyList<FixedLine> Lines { get; init; }

    /// <summary>The encoding that is written, and read where there is no byte order mark.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>What is written at the end of a line; on reading, a line feed with or without carriage return ends it.</summary>
    public string NewLine { get; init; } = "\r\n";

    /// <summary>Whether spaces at the end of a line are left out on writing; on reading a line may then be short.</summary>
    public bool TrimEnd { get; init; }

    /// <summary>
    /// The fields, of every kind of line, whose values the lines of one message share; empty when nothing but the tags tells what belongs together. A field that is
    /// a child of the root stands for what all lines that have it say alike.
    /// </summary>
    public IReadOnlyList<string> Group { get; init; } = [];

    /// <summary>The kind of line with which a message begins in a stream; empty when it begins with any.</summary>
    public string Begins { get; init; } = "";

    /// <summary>How many lines one message of a stream may have at most, when a message is several.</summary>
    public int MostLines { get; init; } = RowGroups.MostRows;

    /// <inheritdoc/>
    public override string Name => "fixed";

    /// <inheritdoc/>
    public override string MediaType => "text/plain";

    /// <inheritdoc/>
    public override string FileExtension => ".txt";

    /// <inheritdoc/>
    public override MessageReader CreateReader(Shape root, FormatLimits limits) => new FixedWidthReader(root, Checked(), limits);

    /// <inheritdoc/>
    public override MessageWriter CreateWriter(Shape root) => new FixedWidthWriter(root, Checked());

    /// <inheritdoc/>
    public override MessageSplitter CreateSplitter(Stream stream, FormatLimits limits)
    {
        FixedWidthSplitter lines = new(stream, Checked(), limits);
        return Group.Count > 0 || Begins.Length > 0 ? new GroupSplitter(lines, new FixedGroupKeys(this), limits, MostLines) : lines;
    }

    private FixedWidthFormat Checked()
    {
        bool usable = Lines.Count > 0
            && Lines.All(l => l.Fields.All(f => f.Start > 0 && f.Length > 0 && !char.IsSurrogate(f.Pad)) && l.Tag is null or { Start: > 0, Length: > 0 })
            && Lines.All(l => l.Name.Length > 0 || Lines.Count == 1)
            && Lines.All(l => Disjoint(l.Fields))
            && (Group.Count == 0 || Lines.All(l => l.Name.Length > 0 && Group.All(g => l.Fields.Any(f => f.Name == g))))
            && (Begins.Length == 0 || Lines.Any(l => l.Name == Begins));
        return usable ? this : throw new InvalidOperationException(
            "A layout has at least one line, names for lines when there are several, fields from position 1 that do not overlap, and groups by fields that each line has.");
    }

    private static bool Disjoint(IReadOnlyList<FixedField> fields)
    {
        FixedField[] sorted = [.. fields.OrderBy(f => f.Start)];
        return sorted.Zip(sorted.Skip(1)).All(p => p.First.Start + p.First.Length <= p.Second.Start);
    }
}
