using System.Text.Json;

namespace Parley.Server.Decisions;

/// <summary>One question about access: may this subject do this to this resource?</summary>
internal sealed record AccessQuestion
{
    /// <summary>Who would do it.</summary>
    public required AskedEntity Subject { get; init; }

    /// <summary>What would be done: <c>see</c>, <c>see-content</c>, <c>receive</c> …</summary>
    public required string Action { get; init; }

    /// <summary>What the asker says of the action: an object, or undefined.</summary>
    public JsonElement ActionProperties { get; init; }

    /// <summary>What the asker says beside: an object, or undefined.</summary>
    public JsonElement Context { get; init; }

    /// <summary>To what.</summary>
    public required AskedEntity Resource { get; init; }

    /// <summary>A code of the list of purposes; null for the one that would apply.</summary>
    public string? Purpose { get; init; }

    /// <summary>The reason in words, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a message type of a published standard would be written.</summary>
    public bool StandardFormat { get; init; }

    /// <summary>The moment it is asked for; null for now.</summary>
    public DateTimeOffset? At { get; init; }
}
