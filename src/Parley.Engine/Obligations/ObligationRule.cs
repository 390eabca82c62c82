using Parley.Engine.Expressions;

namespace Parley.Engine.Obligations;

/// <summary>What the force owes to whom when something happens, within how many working days, and what ends it.</summary>
public sealed record ObligationRule
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>What is owed, in words.</summary>
    public required string Title { get; init; }

    /// <summary>The law or code it comes of, in words; or null.</summary>
    public string? Basis { get; init; }

    /// <summary>The group that is to see to it, a role of <c>access.yaml</c>.</summary>
    public required string Group { get; init; }

    /// <summary>The calendar whose working days count; null for the default one.</summary>
    public string? Calendar { get; init; }

    /// <summary>Within how many working days of the event.</summary>
    public required int Within { get; init; }

    /// <summary>Within how many where <see cref="SoonerWhere"/> holds of the event's record; null for no such case.</summary>
    public int? Sooner { get; init; }

    /// <summary>The condition in jq under which the shorter time applies.</summary>
    public JqProgram? SoonerWhere { get; init; }

    /// <summary>What it arises from.</summary>
    public required EventPattern RaisedBy { get; init; }

    /// <summary>The later event that ends it; null when only a person does.</summary>
    public EventPattern? FulfilledBy { get; init; }
}
