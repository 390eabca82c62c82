using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Plans;

/// <summary>A record rule with its paths compiled.</summary>
internal sealed class RecordPlan
{
    public required RecordRule Rule { get; init; }

    public required RecordPlan? Parent { get; init; }

    public required PathReader Place { get; init; }

    public PathReader? Key { get; init; }

    public required AttributePlan[] Attributes { get; init; }

    public required ConditionReader[] When { get; init; }

    /// <summary>The shape of its place.</summary>
    public required Shape At { get; init; }

    /// <summary>The rules above, outermost first.</summary>
    public required IReadOnlyList<RecordPlan> Ancestors { get; init; }

    /// <summary>The rules above, outermost first, this one last.</summary>
    public RecordPlan[] Lineage => _lineage ??= [.. Ancestors, this];

    private RecordPlan[]? _lineage;
    private IReadOnlyList<(AttributeDefinition Attribute, Value Value)>? _constants;

    /// <summary>The attributes that tell, by a fixed value, which records are meant on the way out.</summary>
    public IReadOnlyList<(AttributeDefinition Attribute, Value Value)> Constants => _constants ??=
    [
        .. Attributes
            .Where(a => a.Rule.Codec is ConstantField && a.Rule.Reads && a.Rule.Writes)
            .Select(a => (a.Rule.Attribute, ((ConstantField)a.Rule.Codec).Constant)),
    ];

    /// <summary>The links to rules above it in the file by which its records are found on the way out.</summary>
    public Join[] Joins { get; set; } = [];

    /// <summary>The links by which records of rules below it in the file are found through its own.</summary>
    public Join[] Hanging { get; set; } = [];

    /// <summary>The links by elements of their own that its records can be in: they say what joins them, and place nothing.</summary>
    public LinkPlan[] Elements { get; set; } = [];

    /// <summary>The links that a field of its records says besides, where <see cref="Joins"/> alone decide.</summary>
    public Join[] Additions { get; set; } = [];

    /// <summary>True when every record of the rule has a link, because its place alone makes it.</summary>
    public bool HasFixedJoin { get; set; }

    public int Ordinal => Rule.Ordinal;
}
