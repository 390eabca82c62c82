using Parley.Engine.Issues;

namespace Parley.Engine.Expressions;

/// <summary>Why a jq program could not be compiled or did not finish.</summary>
/// <param name="Code">Which of <see cref="JqCodes"/>.</param>
/// <param name="Message">What is wrong, without the place.</param>
/// <param name="Offset">The place in the program, in characters from 0.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters, from 1.</param>
public sealed record JqError(IssueCode Code, string Message, int Offset, int Line, int Column)
{
    /// <summary>What <c>error</c> was called with, for a raised error; otherwise null.</summary>
    public JqValue? Value { get; init; }

    /// <summary>The error as an issue, at the place of the program in its file.</summary>
    /// <param name="position">Where the program's text starts.</param>
    /// <param name="path">The field or attribute the program computes.</param>
    public Issue ToIssue(SourcePosition position = default, string path = "") => new(Code, $"{Message} (at {Line}:{Column} of the expression)")
    {
        Position = position,
        Path = path,
        LosesData = ReferenceEquals(Code, JqCodes.Raised) || ReferenceEquals(Code, JqCodes.BudgetExceeded),
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}: {Code}: {Message}";

    internal static JqError At(IssueCode code, string message, string text, int offset)
    {
        int end = Math.Clamp(offset, 0, text.Length);
        ReadOnlySpan<char> before = text.AsSpan(0, end);
        return new JqError(code, message, end, before.Count('\n') + 1, end - before.LastIndexOf('\n'));
    }
}
