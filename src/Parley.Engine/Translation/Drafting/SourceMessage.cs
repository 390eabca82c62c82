namespace Parley.Engine.Translation.Drafting;

/// <summary>The fields of a message type, and the format that holds them.</summary>
/// <param name="Root">The place that all paths start from.</param>
/// <param name="Format">What stands after <c>format:</c>.</param>
/// <param name="Words">Names that say what the messages are about: the root element, the schema, the file.</param>
internal sealed record SourceMessage(SourceField Root, string Format, IReadOnlyList<string> Words)
{
    /// <summary>Notes on what the source leaves open.</summary>
    public List<string> Notes { get; } = [];
}
