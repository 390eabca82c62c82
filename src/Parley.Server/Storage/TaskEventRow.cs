namespace Parley.Server.Storage;

/// <summary>One line of a task's history.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Task">The task.</param>
/// <param name="At">When, microseconds since 1970.</param>
/// <param name="Kind">What happened: <c>created</c>, <c>claimed</c>, <c>commented</c> …</param>
/// <param name="By">Who did it, as the ledger names it.</param>
/// <param name="Detail">Which groups or people it went from and to; or null.</param>
/// <param name="Text">What was said; or null.</param>
internal sealed record TaskEventRow(long Id, long Task, long At, string Kind, string By, string? Detail, string? Text);
