namespace Parley.Engine.Workspace;

/// <summary>How long a person stays signed in.</summary>
public sealed record SessionRules
{
    /// <summary>Without a request.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>At most, whatever happens.</summary>
    public TimeSpan Absolute { get; init; } = TimeSpan.FromHours(10);
}
