namespace Parley.Server.Access;

/// <summary>Who calls.</summary>
/// <param name="System">The system, or null for an operator.</param>
/// <param name="KeyId">The key's name, for the log and the record.</param>
internal sealed record Caller(string? System, string KeyId)
{
    /// <summary>True when the caller operates the installation and sees all of it.</summary>
    public bool IsOperator => System is null;

    /// <summary>The caller's name as records show it.</summary>
    public string Name => System is null ? $"operator:{KeyId}" : $"{System}:{KeyId}";

    /// <summary>Whether the caller may see what concerns a system.</summary>
    public bool MaySee(string system) => IsOperator || string.Equals(System, system, StringComparison.Ordinal);
}
