using Parley.Engine.Issues;

namespace Parley.Server.Access;

/// <summary>What can go wrong when somebody calls or signs in; <c>AccessIssues</c> has what can be wrong with the workspace.</summary>
internal static class AccessProblems
{
    /// <summary>More requests than the caller's allowance.</summary>
    public static readonly IssueCode TooMany = new("ACC101", Severity.Error, "The caller asks too often", "Wait for the time in Retry-After; ask for fewer, larger pages; have the rate raised in access.yaml if the need is real.");

    /// <summary>A request that a page of another site may have caused.</summary>
    public static readonly IssueCode ForeignRequest = new("ACC102", Severity.Error, "The request may come from another site", "Send it from a page of this server, with the session's token in the field csrf or the header X-CSRF-Token.");

    /// <summary>An officer who cannot be called on behalf of.</summary>
    public static readonly IssueCode OnBehalf = new("ACC103", Severity.Error, "The system may not call on behalf of this person", "Send what on-behalf of access.yaml asks for, freshly signed for this very request.");

    /// <summary>The provider does not answer.</summary>
    public static readonly IssueCode ProviderUnreachable = new("ACC104", Severity.Error, "The identity provider cannot be reached", "Try again after the time in Retry-After; the operator looks at the provider and the way to it.");

    /// <summary>A sign-in that came to nothing.</summary>
    public static readonly IssueCode SignInRefused = new("ACC105", Severity.Error, "The sign-in came to nothing", "Begin again at /sign-in; if it stays so, ask the operator, whose log has the reason.");

    /// <summary>A sign-in over a line that others can read.</summary>
    public static readonly IssueCode NeedsHttps = new("ACC106", Severity.Error, "Signing in needs https", "Use the https address, or give the server one: listen with tls, or public-url behind a proxy.");

    /// <summary>Attempts to sign in that follow each other too fast.</summary>
    public static readonly IssueCode TooManyAttempts = new("ACC107", Severity.Error, "Too many attempts to sign in", "Wait for the time in Retry-After. Nobody is locked out: it holds for this name from this address alone.");
}
