namespace Parley.Server.Storage;

/// <summary>A session as it is stored.</summary>
internal sealed record SessionRow
{
    /// <summary>The issuer of sessions of local administrators.</summary>
    public const string LocalIssuer = "local";

    /// <summary>SHA-256 of the secret that the browser holds.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Who vouched for the person: the provider, or <see cref="LocalIssuer"/>.</summary>
    public required string Issuer { get; init; }

    /// <summary>The person's identifier for good.</summary>
    public required string Person { get; init; }

    /// <summary>The name that people use.</summary>
    public required string Name { get; init; }

    /// <summary>The organisation, or null.</summary>
    public string? Organisation { get; init; }

    /// <summary>The roles, with spaces between.</summary>
    public required string Roles { get; init; }

    /// <summary>The identity token, needed once more to sign out at the provider.</summary>
    public string? IdToken { get; init; }

    /// <summary>When it began, microseconds since 1970.</summary>
    public required long Created { get; init; }

    /// <summary>When it was last used, to the minute.</summary>
    public required long Used { get; init; }

    /// <summary>When it was ended, or null.</summary>
    public long? Revoked { get; init; }

    /// <summary>A name for it that does not open it.</summary>
    public string Handle => Convert.ToHexStringLower(Hash.AsSpan(0, 8));
}
