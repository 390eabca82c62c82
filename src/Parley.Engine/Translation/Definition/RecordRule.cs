using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Definition;

/// <summary>One record that a message speaks of, or one list of them.</summary>
internal sealed record RecordRule
{
    public required string Name { get; init; }

    /// <summary>Its place in <see cref="TranslationDefinition.Records"/>.</summary>
    public required int Ordinal { get; init; }

    public SourcePosition Position { get; init; }

    public required RecordType Type { get; init; }

    /// <summary>The entity role it plays by standing here.</summary>
    public EntityRole? Role { get; init; }

    /// <summary>The record within whose place this one is; null for the message's root.</summary>
    public RecordRule? Parent { get; init; }

    /// <summary>Where it is, relative to its parent's place.</summary>
    public FieldPath Place { get; init; } = FieldPath.Self;

    /// <summary>True when each node at the place is a record of its own.</summary>
    public bool Each { get; init; }

    /// <summary>The conditions under which it exists, all of them; empty: when any of its fields is there.</summary>
    public IReadOnlyList<ConditionRule> When { get; init; } = [];

    /// <summary>The field that names it within the message, for links by reference; or null.</summary>
    public FieldPath? Key { get; init; }

    /// <summary>The key of a record that stands in the message once and is always called the same; or null.</summary>
    public string? KeyConstant { get; init; }

    /// <summary>True when links by reference can name it.</summary>
    public bool HasKey => Key is not null || KeyConstant is not null;

    /// <summary>How keys are made when a message is written.</summary>
    public KeyStyle KeyStyle { get; init; }

    /// <summary>Fields that are written with a fixed value wherever the record is, and ignored when read.</summary>
    public IReadOnlyList<ConstantRule> Constants { get; init; } = [];

    /// <summary>What is put before generated keys.</summary>
    public string KeyPrefix { get; init; } = "r";

    /// <summary>True when a message without it is faulty.</summary>
    public bool Required { get; init; }

    /// <summary>Why a loss that a check would warn of is accepted here; null when nothing was said.</summary>
    public string? Accepted { get; init; }

    public required IReadOnlyList<AttributeRule> Attributes { get; init; }
}
