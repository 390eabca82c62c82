namespace Parley.Server.Exceptions;

/// <summary>An act on many exceptions.</summary>
/// <param name="Name"><c>resubmit</c>, <c>discard</c> or <c>reassign</c>.</param>
/// <param name="Reason">Why; null where the act needs none.</param>
/// <param name="Assignee">To whom, of a reassignment.</param>
internal sealed record BulkAct(string Name, string? Reason, string? Assignee);
