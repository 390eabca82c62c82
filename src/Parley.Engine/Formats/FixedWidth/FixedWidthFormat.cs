namespace Parley.Engine.Formats.FixedWidth;

/// <summary>
/// Lines whose fields stand at fixed places, counted in characters (Unicode code points). A message is one line whose fields are the root's
/// children, or, with named kinds of lines, any number of lines, each a node of its kind with its fields below.
/// </summary>
public sealed class FixedWidthFormat : MessageFormat
{
    /// <summary>The kinds of lines; the first whose tag fits is taken.</summary>
    public required IReadOnlyList<FixedLine> Lines { get; init; }

    /// <summary>The encoding that is written, and read where there is no byte order mark.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>What is written at the end of a line; on reading, a line feed with or without carriage return ends it.</summary>
    public string NewLine { get; init; } = "\r\n";

    /// <summary>Whether spaces at the end of a line are left out on writing; on reading a line may then be short.</summary>
    public bool TrimEnd { get; init; }

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
    public override MessageSplitter CreateSplitter(Stream stream, FormatLimits limits) => new FixedWidthSplitter(stream, Checked(), limits);

    private FixedWidthFormat Checked()
    {
        bool usable = Lines.Count > 0
            && Lines.All(l => l.Fields.All(f => f.Start > 0 && f.Length > 0 && !char.IsSurrogate(f.Pad)) && l.Tag is null or { Start: > 0, Length: > 0 })
            && Lines.All(l => l.Name.Length > 0 || Lines.Count == 1)
            && Lines.All(l => Disjoint(l.Fields));
        return usable ? this : throw new InvalidOperationException(
            "A layout has at least one line, names for lines when there are several, and fields from position 1 that do not overlap.");
    }

    private static bool Disjoint(IReadOnlyList<FixedField> fields)
    {
        FixedField[] sorted = [.. fields.OrderBy(f => f.Start)];
        return sorted.Zip(sorted.Skip(1)).All(p => p.First.Start + p.First.Length <= p.Second.Start);
    }
}
