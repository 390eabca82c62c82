using Parley.Engine.Translation;

namespace Parley.Server.Exceptions;

/// <summary>How often one thing went wrong with what a source sent. What a source's quality is counted by.</summary>
/// <param name="Source">The system that the messages came from.</param>
/// <param name="Code">What was found in the message; the exception's own code where nothing was.</param>
/// <param name="CodeList">The code list of the attribute concerned; null where it has none.</param>
/// <param name="Whose">Whose task it is.</param>
/// <param name="Count">How many exceptions.</param>
internal sealed record ExceptionCause(string Source, string Code, string? CodeList, Responsibility Whose, int Count);
