using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Definition;

/// <summary>A link between records of the message: fixed by their places, by reference to keys, or by an element of its own.</summary>
internal sealed record LinkRule
{
    public SourcePosition Position { get; init; }

    /// <summary>The rules whose records may stand first.</summary>
    public required IReadOnlyList<RecordRule> From { get; init; }

    /// <summary>The rules whose records may stand second.</summary>
    public required IReadOnlyList<RecordRule> To { get; init; }

    /// <summary>The link's role when it is fixed, or when the role's field is absent.</summary>
    public LinkRole? Role { get; init; }

    /// <summary>The field whose value chooses the role, or null.</summary>
    public FieldPath? RoleField { get; init; }

    /// <summary>True when the role's field is relative to the second record's place rather than the first's.</summary>
    public bool RoleFieldOnTo { get; init; }

    /// <summary>The role for each value of the field, as far as a value stands for several the first is the one read; the first value of a role is the one written.</summary>
    public IReadOnlyList<KeyValuePair<string, LinkRole>> Roles { get; init; } = [];

    /// <summary>Words of the role's field that say there is no link; never written.</summary>
    public IReadOnlyList<string> NoRole { get; init; } = [];

    /// <summary>Further roles that a reference without a role's field also stands for when written; read as <see cref="Role"/>.</summary>
    public IReadOnlyList<LinkRole> Also { get; init; } = [];

    /// <summary>The field, in the first record's place, that holds the key of the second; null when places decide.</summary>
    public FieldPath? By { get; init; }

    /// <summary>What stands between the keys of a field that holds several; empty when it holds one.</summary>
    public string BySeparator { get; init; } = "";

    /// <summary>True when <see cref="By"/> is in the second record's place and holds the key of the first.</summary>
    public bool ByOnTo { get; init; }

    /// <summary>False for a link that is only written.</summary>
    public bool Reads { get; init; } = true;

    /// <summary>False for a link that is only read.</summary>
    public bool Writes { get; init; } = true;

    /// <summary>True when every record of the rule has the link, because nothing but its place decides.</summary>
    public bool IsFixed => RoleField is null && By is null && Element is null;

    /// <summary>The repeated element that is itself the link; null for links that are not elements.</summary>
    public FieldPath? Element { get; init; }

    /// <summary>Within the element: the field with the key of the first record.</summary>
    public FieldPath? ElementFrom { get; init; }

    /// <summary>Within the element: the field with the key of the second record.</summary>
    public FieldPath? ElementTo { get; init; }

    /// <summary>All roles the link can have.</summary>
    public IEnumerable<LinkRole> AllRoles => Roles.Select(r => r.Value).Concat(Role is null ? [] : [Role]).Concat(Also).Distinct();
}
