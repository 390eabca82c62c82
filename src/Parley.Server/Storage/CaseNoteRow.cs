namespace Parley.Server.Storage;

/// <summary>Something that a person said or did about an exception.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Exception">The exception.</param>
/// <param name="Exchange">The exchange.</param>
/// <param name="At">When, microseconds since 1970.</param>
/// <param name="By">Who.</param>
/// <param name="Kind">What: <c>comment</c>, <c>claim</c>, <c>release</c>, <c>reassign</c>, <c>reopen</c>.</param>
/// <param name="About">Whom or what it names, never content: the new assignee; null for nothing.</param>
/// <param name="Text">What was said; null for nothing, and when its exchange has been erased.</param>
internal sealed record CaseNoteRow(long Id, long Exception, long Exchange, long At, string By, string Kind, string? About, string? Text);
