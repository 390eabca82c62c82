namespace Parley.Engine.Formats.Csv;

/// <summary>A repeated part of a message of several rows: consecutive rows with the same values in some columns.</summary>
/// <param name="Name">The name of the child that stands for it, in the message or in the part around it.</param>
/// <param name="Columns">The columns whose values its rows share.</param>
public sealed record CsvPart(string Name, IReadOnlyList<string> Columns);
