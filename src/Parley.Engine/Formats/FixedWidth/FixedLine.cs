namespace Parley.Engine.Formats.FixedWidth;

/// <summary>The layout of one kind of line.</summary>
/// <param name="Name">The name of the root's child that stands for such lines; empty when a message is one line and its fields are the root's.</param>
/// <param name="Tag">What tells this kind from others; null when every line is of it.</param>
/// <param name="Fields">The fields.</param>
public sealed record FixedLine(string Name, FixedTag? Tag, IReadOnlyList<FixedField> Fields)
{
    /// <summary>How many characters the layout describes.</summary>
    public int Width => Fields.Select(f => f.Start + f.Length - 1).Append(Tag is null ? 0 : Tag.Start + Tag.Length - 1).Max();
}
