using System.Collections.Frozen;

namespace Parley.Server.Access;

/// <summary>Who calls, for whom, and what they may do.</summary>
internal sealed record Caller
{
    /// <summary>The system, or null for an operator or a person.</summary>
    public string? System { get; init; }

    /// <summary>The organisation that the caller acts for; null for an operator's key, which acts for the installation's own.</summary>
    public string? Organisation { get; init; }

    /// <summary>The person who calls, or on whose behalf a system calls; null for none.</summary>
    public string? Person { get; init; }

    /// <summary>The name that people know the person by; for pages, never for records.</summary>
    public string? PersonName { get; init; }

    /// <summary>The person's roles, by the names the workspace gives them.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The key, token, certificate or session by which it is known, for the log and the record.</summary>
    public required string KeyId { get; init; }

    /// <summary>What it may do.</summary>
    public required Rights Rights { get; init; }

    /// <summary>The systems whose exchanges a person may see: those of the person's organisation. Empty for others.</summary>
    public IReadOnlySet<string> OwnSystems { get; init; } = FrozenSet<string>.Empty;

    /// <summary>True when the caller operates the installation and sees all of it. Nobody of another organisation ever has that right.</summary>
    public bool IsOperator => System is null && Rights.HasFlag(Rights.Operate);

    /// <summary>The caller's name as records show it.</summary>
    public string Name => System is not null ? $"{System}:{KeyId}" : Actor;

    /// <summary>The caller as the ledger names it: <c>system:beacon</c>, <c>person:0f3a</c>, <c>operator:op</c>.</summary>
    public string Actor => System is not null ? $"system:{System}" : Person is not null ? $"person:{Person}" : $"operator:{KeyId}";

    /// <summary>The person on whose behalf a system calls, as the ledger names it; null when the caller calls for itself.</summary>
    public string? OnBehalfOf => System is not null && Person is not null ? $"person:{Person}" : null;

    /// <summary>The only systems whose exchanges the caller may see; null for all.</summary>
    public IReadOnlyCollection<string>? Within => IsOperator ? null : System is not null ? [System] : OwnSystems;

    /// <summary>Whether the caller may see what concerns a system.</summary>
    public bool MaySee(string system) => IsOperator || string.Equals(System, system, StringComparison.Ordinal) || OwnSystems.Contains(system);

    /// <summary>Whether the caller has all of some rights.</summary>
    public bool Has(Rights rights) => (Rights & rights) == rights;
}
