using Parley.Engine.Issues;
using Parley.Engine.Sharing;

namespace Parley.Server.Decisions;

/// <summary>The answer to one question, with why.</summary>
/// <param name="Decision">Whether it would happen.</param>
internal sealed record AccessAnswer(bool Decision)
{
    /// <summary>Yes, without more to say.</summary>
    public static AccessAnswer Yes { get; } = new(true);

    /// <summary>What is not known, or not for the asker to know: always of one and the same form.</summary>
    public static AccessAnswer Unknown { get; } = No(DecisionIssues.Unknown);

    /// <summary>The code and title of what is in the way; null for a yes.</summary>
    public (string Code, string Title)? Reason { get; init; }

    /// <summary>What the agreements say, for the owner of the data; null where they were not asked or the asker may not know.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>The one record of the explanation that was asked about; null for all.</summary>
    public int? Record { get; init; }

    /// <summary>The message type that would be written, or null.</summary>
    public string? MessageType { get; init; }

    /// <summary>What is wrong with the question itself; null when nothing is.</summary>
    public string? Fault { get; init; }

    /// <summary>A no.</summary>
    public static AccessAnswer No(IssueCode code) => new(false) { Reason = (code.Code, code.Title) };

    /// <summary>Yes, unless something is in the way.</summary>
    public static AccessAnswer Of(IssueCode? fault) => fault is null ? Yes : No(fault);

    /// <summary>Yes or no.</summary>
    public static AccessAnswer Of(bool decision, IssueCode otherwise) => decision ? Yes : No(otherwise);
}
