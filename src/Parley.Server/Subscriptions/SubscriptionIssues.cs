using Parley.Engine.Issues;

namespace Parley.Server.Subscriptions;

/// <summary>The issues of subscriptions to change events; each has a page in <c>docs/errors</c>.</summary>
public static class SubscriptionIssues
{
    /// <summary>An address that the workspace does not name.</summary>
    public static readonly IssueCode NotAPlace = new(
        "SUB001", Severity.Error, "The workspace does not let the system be told at this address", "Name the address, or the beginning of it, under webhooks of the system's system.yaml, and reload.");

    /// <summary>An address that does not agree to be sent events.</summary>
    public static readonly IssueCode NotAgreed = new(
        "SUB002", Severity.Error, "The address does not agree to be sent events", "Have it answer OPTIONS with WebHook-Allowed-Origin, then ask again.");

    /// <summary>More subscriptions than one system needs.</summary>
    public static readonly IssueCode TooMany = new(
        "SUB003", Severity.Error, "The system has too many subscriptions", "End one that is not needed any more.");
}
