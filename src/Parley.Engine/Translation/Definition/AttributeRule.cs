using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Definition;

/// <summary>How one attribute of a record stands in the message: its fields, and the codec between field text and value.</summary>
internal sealed record AttributeRule
{
    public required AttributeDefinition Attribute { get; init; }

    public SourcePosition Position { get; init; }

    /// <summary>The fields, in the order the codec knows its parts; empty for constants and values computed without fields.</summary>
    public required IReadOnlyList<FieldPath> Fields { get; init; }

    public required FieldCodec Codec { get; init; }

    public bool Reads { get; init; } = true;

    public bool Writes { get; init; } = true;

    /// <summary>The value taken when the message has none, on the way in.</summary>
    public Value DefaultIn { get; init; }

    /// <summary>The text written to the first field when the record has no value; null for nothing.</summary>
    public OutDefault? DefaultOut { get; init; }

    /// <summary>True when absence is a fault, in both directions.</summary>
    public bool Required { get; init; }

    /// <summary>The conditions under which the rule applies on the way in; written back as far as they are plain equalities.</summary>
    public IReadOnlyList<ConditionRule> When { get; init; } = [];

    /// <summary>Why a loss that a check would warn of is accepted here; null when nothing was said.</summary>
    public string? Accepted { get; init; }
}
