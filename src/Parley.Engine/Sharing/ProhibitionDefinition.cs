namespace Parley.Engine.Sharing;

/// <summary>What an agreement forbids: it wins over the permission of any agreement between the same parties.</summary>
public sealed record ProhibitionDefinition : SharingClause
{
    /// <summary>Why, in words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether it forbids the whole record: it names neither attributes nor classes.</summary>
    public bool IsWhole => Attributes.Count == 0 && Classes.Count == 0;
}
