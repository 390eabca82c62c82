namespace Parley.Server.Exceptions;

/// <summary>A bulk act as a person was shown it.</summary>
/// <param name="Token">The name by which it is confirmed.</param>
/// <param name="By">Who asked for it, and alone may confirm it.</param>
/// <param name="Act">The act.</param>
/// <param name="Items">What it would do to each.</param>
/// <param name="Until">Until when it can be confirmed, microseconds since 1970.</param>
internal sealed record BulkPreview(string Token, string By, BulkAct Act, IReadOnlyList<BulkItem> Items, long Until);
