using Parley.Engine.Sharing;

namespace Parley.Engine.Workspace;

/// <summary>What <c>access.yaml</c> says: who may call, how they prove it, and what they may do. Without the file nobody but holders of keys may.</summary>
public sealed record AccessDefinition
{
    /// <summary>The names of all rights, in kebab case.</summary>
    public static IReadOnlyList<string> KnownRights { get; } =
        [
            "deposit", "see-exchanges", "see-content", "resend", "explain", "agreements", "ledger", "records", "operate", "share-in-emergency", "tasks", "supervise",
            "review-identities",
        ];

    /// <summary>The roles that exist without being written, each with the least it needs; a workspace may give them other rights.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> BuiltInRoles { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["operator"] = ["see-exchanges", "resend", "operate"],
        ["supervisor"] = ["see-exchanges", "see-content", "resend", "explain", "share-in-emergency", "tasks", "supervise", "review-identities"],
        ["auditor"] = ["see-exchanges", "ledger"],
        ["data-protection-officer"] = ["see-exchanges", "see-content", "explain", "agreements", "ledger", "records", "share-in-emergency", "review-identities"],
        ["officer"] = [],
    };

    /// <summary>An installation without the file.</summary>
    public static AccessDefinition None { get; } = new();

    /// <summary>The address by which browsers reach the server, without a path; null for the one each request names.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Where people prove who they are; null for nowhere.</summary>
    public IdentityProviderDefinition? Provider { get; init; }

    /// <summary>The rights of each role, by names of <see cref="KnownRights"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Roles { get; init; } = BuiltInRoles;

    /// <summary>Whose access tokens let systems in.</summary>
    public IReadOnlyList<TokenIssuerDefinition> Issuers { get; init; } = [];

    /// <summary>The certificates by which systems are known.</summary>
    public IReadOnlyList<CertificateDefinition> Certificates { get; init; } = [];

    /// <summary>How a system says on whose behalf it calls, by system; a system that is not here calls for nobody but itself.</summary>
    public IReadOnlyDictionary<string, OnBehalfDefinition> OnBehalf { get; init; } = new Dictionary<string, OnBehalfDefinition>(StringComparer.Ordinal);

    /// <summary>How often each kind of caller may call.</summary>
    public RateRules Rates { get; init; } = new();

    /// <summary>Rules over resources that applications keep themselves and ask about; none permits anything of the platform's own.</summary>
    public IReadOnlyList<ApplicationRule> Applications { get; init; } = [];

    /// <summary>The subjects that a search for whoever may do something goes through, beside the systems and organisations.</summary>
    public KnownEntities KnownSubjects { get; init; } = KnownEntities.None;

    /// <summary>The resources of applications that a search goes through.</summary>
    public KnownEntities KnownResources { get; init; } = KnownEntities.None;

    /// <summary>How long a person stays signed in.</summary>
    public SessionRules Sessions { get; init; } = new();
}
