namespace Parley.Engine.Formats.FixedWidth;

/// <summary>What a line of one kind has at one place, which tells it from lines of other kinds.</summary>
/// <param name="Start">The position of the first character, from 1.</param>
/// <param name="Length">How many characters are compared; a shorter value is filled up with spaces.</param>
/// <param name="Value">What stands there.</param>
public sealed record FixedTag(int Start, int Length, string Value);
