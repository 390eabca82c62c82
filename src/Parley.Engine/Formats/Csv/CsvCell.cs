namespace Parley.Engine.Formats.Csv;

/// <summary>Where a value stands in a text.</summary>
/// <param name="At">Where it begins, its quote included.</param>
/// <param name="Start">Where it starts, without its quote.</param>
/// <param name="Length">How long it is, doubled quotes included.</param>
/// <param name="HasDoubledQuotes">Whether quotes within it are doubled.</param>
internal readonly record struct CsvCell(int At, int Start, int Length, bool HasDoubledQuotes);
