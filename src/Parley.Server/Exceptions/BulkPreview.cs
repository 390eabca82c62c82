namespace Parley.Server.Exceptions;

/// <summary>A bulk act as a person was shown it.</summary>
/// <param name="Act">The act.</param>
/// <param name="Items">What it would do to each.</param>
internal sealed record BulkPreview(BulkAct Act, IReadOnlyList<BulkItem> Items);
