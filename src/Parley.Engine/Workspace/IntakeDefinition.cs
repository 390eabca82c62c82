namespace Parley.Engine.Workspace;

/// <summary>A place from which the platform fetches messages.</summary>
public abstract record IntakeDefinition
{
    /// <summary>The message type of what is found there.</summary>
    public required string MessageType { get; init; }
}
