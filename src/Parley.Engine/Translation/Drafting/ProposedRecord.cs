using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Drafting;

/// <summary>A record that the draft proposes.</summary>
internal sealed class ProposedRecord(string name, RecordType type, string why, int confidence)
{
    /// <summary>The name, unique in the draft.</summary>
    public string Name => name;

    public RecordType Type => type;

    public string Why => why;

    public int Confidence => confidence;

    /// <summary>The role that its words say; empty for none.</summary>
    public string Role { get; init; } = "";

    /// <summary>The record within whose place it is; null for the message's root.</summary>
    public ProposedRecord? Parent { get; init; }

    /// <summary>Its place from its parent's; empty for the same place.</summary>
    public string Place { get; init; } = "";

    public bool IsEach { get; init; }

    /// <summary>The record that it is linked with; null for the subject.</summary>
    public ProposedRecord? Joins { get; init; }

    /// <summary>The fields at its place that are no records.</summary>
    public List<DraftField> Fields { get; } = [];

    /// <summary>The attributes chosen.</summary>
    public List<AttributeMatch> Attributes { get; } = [];

    /// <summary>Further fields that hold values of one attribute by position.</summary>
    public Dictionary<AttributeMatch, List<DraftField>> Further { get; } = [];
}
