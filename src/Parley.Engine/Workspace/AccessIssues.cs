using Parley.Engine.Issues;

namespace Parley.Engine.Workspace;

/// <summary>What can be wrong with <c>access.yaml</c> and with <c>tls</c> of <c>parley.yaml</c>.</summary>
public static class AccessIssues
{
    /// <summary>A right that does not exist.</summary>
    public static readonly IssueCode UnknownRight = new(
        "ACC001", Severity.Error, "a right that does not exist", "Use deposit, see-exchanges, see-content, resend, explain, agreements, ledger, records or operate.");

    /// <summary>A role that is not defined.</summary>
    public static readonly IssueCode UnknownRole = new(
        "ACC002", Severity.Error, "a role that is not defined", "Use a built-in role, or define it under roles.");

    /// <summary>An address that must be protected and is not.</summary>
    public static readonly IssueCode NotEncrypted = new(
        "ACC003", Severity.Error, "an address that must be https", "Use https; plain http is for this machine alone (127.0.0.1, [::1], localhost).");

    /// <summary>An algorithm that is not taken.</summary>
    public static readonly IssueCode WeakAlgorithm = new(
        "ACC004", Severity.Error, "a signature algorithm that is not taken", "Name asymmetric algorithms only: RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512.");

    /// <summary>One proof that would stand for two systems.</summary>
    public static readonly IssueCode SharedProof = new(
        "ACC005", Severity.Error, "one proof stands for two callers", "Give each system a client, a certificate and a key of its own.");

    /// <summary>A certificate that is not told exactly.</summary>
    public static readonly IssueCode BadCertificate = new(
        "ACC006", Severity.Error, "a certificate that cannot be told", "Give either sha256 (64 hexadecimal digits) or subject and authority.");

    /// <summary>A public key that cannot be used.</summary>
    public static readonly IssueCode BadPublicKey = new(
        "ACC007", Severity.Error, "a public key that cannot be used", "Give the PEM text of a public key on the curve P-256 (BEGIN PUBLIC KEY).");

    /// <summary>A way to name officers that can never work.</summary>
    public static readonly IssueCode OnBehalf = new(
        "ACC008", Severity.Error, "a way to call on behalf of officers that cannot work", "Let the system be a client of an issuer for 'token', or give it keys for 'header'.");

    /// <summary>One audience for two kinds of token.</summary>
    public static readonly IssueCode SharedAudience = new(
        "ACC009", Severity.Error, "tokens of two kinds could be taken for each other", "Give access tokens of people an audience that is neither the client's identifier nor a system's audience at the same issuer.");

    /// <summary>Lifetimes that contradict each other.</summary>
    public static readonly IssueCode SessionLifetime = new(
        "ACC010", Severity.Error, "a session lifetime that cannot hold", "Let idle be at most absolute, and absolute at most 24h.");

    /// <summary>A rate that lets nobody in.</summary>
    public static readonly IssueCode BadRate = new(
        "ACC011", Severity.Error, "a rate that cannot be used", "Give per-second or per-minute, and a burst of at least 1.");

    /// <summary>An https address without a certificate, or the other way round.</summary>
    public static readonly IssueCode TlsMismatch = new(
        "ACC012", Severity.Error, "listen and tls do not fit each other", "Write tls with certificate and key for an https address, and leave it out for http.");

    /// <summary>A role with more than one kind of power.</summary>
    public static readonly IssueCode WideRole = new(
        "ACC013", Severity.Warning, "a role that operates the installation and also sees content or the ledger", "Divide it: who keeps the platform running need not read what passes through it.");

    /// <summary>A rule for applications that decides nothing, or what is not for it to decide.</summary>
    public static readonly IssueCode ApplicationRule = new(
        "ACC014", Severity.Error, "a rule for applications that cannot be used", "Name the resource type and actions of your application, and write the condition in jq.");
}
