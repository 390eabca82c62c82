using Parley.Engine.Issues;

namespace Parley.Engine.Expressions;

/// <summary>Unwinds the parser to its one entry, which turns it into a <see cref="JqError"/>; it never leaves the parser.</summary>
internal sealed class ParseFailure(IssueCode code, string message, int offset) : Exception(message)
{
    public IssueCode Code { get; } = code;

    public int Offset { get; } = offset;
}
