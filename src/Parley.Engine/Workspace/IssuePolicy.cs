namespace Parley.Engine.Workspace;

/// <summary>What happens to a message when a value breaks a rule.</summary>
public enum IssuePolicy
{
    /// <summary>The sender is told, and nothing is kept but the refusal.</summary>
    Reject,

    /// <summary>The message is kept and becomes an exception for its owner; nothing is delivered until it is corrected.</summary>
    Hold,

    /// <summary>What is sound goes on; what is not is left out and becomes an exception with a warning.</summary>
    Pass,
}
