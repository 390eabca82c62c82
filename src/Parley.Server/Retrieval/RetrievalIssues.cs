using Parley.Engine.Issues;

namespace Parley.Server.Retrieval;

/// <summary>What became of asking a system live; each has a page in <c>docs/errors</c>.</summary>
public static class RetrievalIssues
{
    /// <summary>It did not answer within the deadline.</summary>
    public static readonly IssueCode Late = new("ASK101", Severity.Warning, "The system has not answered in time", "Ask for what came later at the search's own address within a minute, or give the search a longer deadline.");

    /// <summary>It refused the question.</summary>
    public static readonly IssueCode Refused = new("ASK102", Severity.Warning, "The system refused the question", "Read what the system says; its owner knows what it asks of those who ask it.");

    /// <summary>It could not be asked, or failed.</summary>
    public static readonly IssueCode Failed = new("ASK103", Severity.Warning, "The system could not be asked", "Ask again later; when it stays so, tell whoever runs the system.");

    /// <summary>Its answer is larger than allowed.</summary>
    public static readonly IssueCode TooLarge = new("ASK104", Severity.Warning, "The system's answer is too large", "Ask more exactly; the workspace says under 'most' how large an answer may be.");

    /// <summary>Its answer cannot be read.</summary>
    public static readonly IssueCode Unreadable = new("ASK105", Severity.Warning, "The system's answer cannot be read", "Have the system's translation and its answer compared: parley translate with a sample of the answer.");

    /// <summary>It demands a purpose or a reason, and none was given.</summary>
    public static readonly IssueCode DemandsMore = new("ASK106", Severity.Warning, "The system demands a purpose or a reason", "Give what is missing: --purpose and --reason, or the headers Parley-Purpose and Parley-Reason.");

    /// <summary>It may not be asked more often just now.</summary>
    public static readonly IssueCode OverBudget = new("ASK107", Severity.Warning, "The system may not be asked more often just now", "Ask again in a moment; the workspace says under 'budget' how often it may be asked.");

    /// <summary>It failed repeatedly and is left in peace.</summary>
    public static readonly IssueCode Resting = new("ASK108", Severity.Warning, "The system has failed repeatedly and is left in peace for a while", "Ask again in a moment; when it stays so, tell whoever runs the system.");

    /// <summary>It has no question that fits the search.</summary>
    public static readonly IssueCode NoQuestion = new("ASK109", Severity.Info, "The system cannot be asked by this search", "Give the parts that its questions need: 'answers' of its system.yaml lists them. Wildcards are not passed on.");

    /// <summary>Nothing of it may be shown to the asker.</summary>
    public static readonly IssueCode NotPermitted = new("ASK110", Severity.Info, "Nothing of the system's may be shown for this purpose", "Ask for a purpose that an agreement with its organisation is for; a data protection officer knows which.");
}
