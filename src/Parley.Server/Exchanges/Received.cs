using Parley.Engine.Workspace;

namespace Parley.Server.Exchanges;

/// <summary>A message as it came in, with what is known of its coming.</summary>
internal sealed record Received
{
    public required SystemDefinition Source { get; init; }

    public required MessageTypeDefinition Type { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>How it came: <c>http</c>, <c>folder</c>, <c>poll</c>, <c>reply</c>, <c>correction</c>, <c>resend</c>, <c>load</c>.</summary>
    public required string Via { get; init; }

    /// <summary>The key that the sender gave it, or null.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>True when it leaves a receipt, so that a repeat does nothing.</summary>
    public bool Deduplicate { get; init; } = true;

    /// <summary>True when a faulty message can be refused to the sender's face; false when it must be held instead.</summary>
    public bool CanRefuse { get; init; } = true;

    /// <summary>True for history: it is published to the repository and goes to no recipient, and a faulty one is refused, never held.</summary>
    public bool IsHistory { get; init; }

    /// <summary>What it answers or replaces.</summary>
    public Cause? Cause { get; init; }

    /// <summary>The exchange that is computed again without effect, whose identifier it has; null for a new one.</summary>
    public long? Again { get; init; }

    /// <summary>The moment it is computed for, microseconds since 1970, where it is computed again; null for now.</summary>
    public long? At { get; init; }

    /// <summary>The one delivery that it replaces: it goes to no other recipient; null for all.</summary>
    public (string Recipient, string Type, int Route)? Only { get; init; }
}
