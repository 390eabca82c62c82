namespace Parley.Server.Storage;

/// <summary>Which line of which load became which exchange.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Load">The load.</param>
/// <param name="Position">Which message of the file it was, from 1.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Code">For a refused one the code of its first fault; otherwise null.</param>
/// <param name="Mended">The exchange of the corrected line that took its place; null when there is none.</param>
internal sealed record LoadLineRow(long Exchange, long Load, long Position, long Line, string? Code, long? Mended);
