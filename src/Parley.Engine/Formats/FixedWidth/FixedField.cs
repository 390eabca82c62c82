namespace Parley.Engine.Formats.FixedWidth;

/// <summary>One field of a line of fixed width.</summary>
/// <param name="Name">Its name: that of the shape.</param>
/// <param name="Start">The position of its first character, from 1.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Pad">What fills the room that a value leaves; dropped on reading. A field without a value is blank.</param>
/// <param name="AlignRight">Whether the value stands at the end of its room.</param>
public sealed record FixedField(string Name, int Start, int Length, char Pad = ' ', bool AlignRight = false);
