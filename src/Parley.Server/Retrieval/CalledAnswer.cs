using Parley.Engine.Issues;

namespace Parley.Server.Retrieval;

/// <summary>What came of a request to a system.</summary>
/// <param name="Status">Its HTTP status; 0 for none.</param>
/// <param name="Code">Why there is no answer; null when there is one.</param>
/// <param name="Why">The same in this case.</param>
/// <param name="Body">The answer; null when the system says that it has nothing.</param>
/// <param name="ContentType">The answer's media type as the system says it; null for none.</param>
internal sealed record CalledAnswer(int Status, IssueCode? Code, string? Why, byte[]? Body, string? ContentType)
{
    /// <summary>Whether the system is at work, whatever it says.</summary>
    public bool Worked => Status is > 0 and < 500 and not (408 or 425 or 429);

    /// <summary>A system from which nothing was heard.</summary>
    public static CalledAnswer Failed(IssueCode code, string why) => new(0, code, why, null, null);
}
