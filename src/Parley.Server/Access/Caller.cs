namespace Parley.Server.Access;

/// <summary>Who calls, for whom, and what they may do.</summary>
internal sealed record Caller
{
    /// <summary>The system, or null for an operator or a person.</summary>
    public string? System { get; init; }

    /// <summary>The organisation that the caller acts for; null for an operator, who acts for the installation's own.</summary>
    public string? Organisation { get; init; }

    /// <summary>The person who calls, or on whose behalf a system calls; null for none.</summary>
    public string? Person { get; init; }

    /// <summary>The person's roles, by the names the workspace gives them.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The key or session by which it is known, for the log and the record.</summary>
    public required string KeyId { get; init; }

    /// <summary>What it may do.</summary>
    public required Rights Rights { get; init; }

    /// <summary>True when the caller operates the installation and sees all of it.</summary>
    public bool IsOperator => System is null && Rights.HasFlag(Rights.Operate);

    /// <summary>The caller's name as records show it.</summary>
    public string Name => System is not null ? $"{System}:{KeyId}" : Person is not null ? $"person:{Person}" : $"operator:{KeyId}";

    /// <summary>Whether the caller may see what concerns a system.</summary>
    public bool MaySee(string system) => IsOperator || string.Equals(System, system, StringComparison.Ordinal);

    /// <summary>Whether the caller has all of some rights.</summary>
    public bool Has(Rights rights) => (Rights & rights) == rights;
}
