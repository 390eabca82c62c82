using Parley.Engine.Dictionary;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Corrections;

/// <summary>One field of a message whose value was not taken, as a person is to correct it.</summary>
public sealed record FailingField
{
    /// <summary>Names the field within its message: its place, <c>12:3</c>, and the attribute where the field itself is missing.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is, in the words of the translation: <c>caller.dateOfBirth &lt; caller.dob</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The place in the message; that of the record when the field is missing.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>The attribute that the field gives; null when it gives none.</summary>
    public AttributeDefinition? Attribute { get; init; }

    /// <summary>The field's text as it stands in the message; null when the field is missing.</summary>
    public string? Text { get; init; }

    /// <summary>False when only the whole message can be corrected: the field carries a message itself, or the format has no room for a missing field.</summary>
    public required bool IsEditable { get; init; }

    /// <summary>What was found wrong with it.</summary>
    public required IReadOnlyList<Issue> Issues { get; init; }
}
