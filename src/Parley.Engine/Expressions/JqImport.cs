namespace Parley.Engine.Expressions;

/// <summary>One import as written.</summary>
/// <param name="Name">What is imported.</param>
/// <param name="Search">Where the import says to look; empty for the configured folders.</param>
/// <param name="From">The file that imports; null for the program itself.</param>
/// <param name="Offset">The place of the import in its text.</param>
internal sealed record JqImport(string Name, IReadOnlyList<string> Search, string? From, int Offset);
