using System.Collections.Frozen;

namespace Parley.Engine.Dictionary;

/// <summary>The canonical data dictionary: the built-in one, or that with a workspace's extensions. Immutable.</summary>
public sealed class PoleDictionary
{
    /// <summary>Puts a dictionary together from its parts; names are unique within each part.</summary>
    public PoleDictionary(
        string version,
        IReadOnlyList<RecordType> types,
        IReadOnlyList<EntityRole> roles,
        IReadOnlyList<LinkRole> linkRoles,
        IReadOnlyList<CodeList> codeLists,
        IReadOnlyList<Crosswalk> crosswalks)
    {
        Version = version;
        TypeList = types;
        RoleList = roles;
        LinkRoleList = linkRoles;
        CodeListList = codeLists;
        CrosswalkList = crosswalks;
        Types = types.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
        Roles = roles.ToFrozenDictionary(r => r.Name, StringComparer.Ordinal);
        LinkRoles = linkRoles.ToFrozenDictionary(r => r.Name, StringComparer.Ordinal);
        CodeLists = codeLists.ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);
        Crosswalks = crosswalks.ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);
    }

    /// <summary>The version, that of the built-in dictionary plus a hash of local extensions where there are any (<c>2026.1+wexshire.3f9a</c>).</summary>
    public string Version { get; }

    /// <summary>The title of the dictionary.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where its content comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>The attribute standards (<c>DS_xxx</c>) in the standard's order.</summary>
    public IReadOnlyList<AttributeStandard> Standards { get; init; } = [];

    /// <summary>The data classes that attributes fall into and agreements permit by.</summary>
    public IReadOnlyList<DataClass> DataClasses { get; init; } = [];

    /// <summary>The attributes that every record type has besides its own (<c>reference</c>, <c>marking</c>).</summary>
    public IReadOnlyList<AttributeDefinition> CommonAttributes { get; init; } = [];

    /// <summary>Record types by name.</summary>
    public FrozenDictionary<string, RecordType> Types { get; }

    /// <summary>Entity roles by name.</summary>
    public FrozenDictionary<string, EntityRole> Roles { get; }

    /// <summary>Link roles by name.</summary>
    public FrozenDictionary<string, LinkRole> LinkRoles { get; }

    /// <summary>Code lists by name.</summary>
    public FrozenDictionary<string, CodeList> CodeLists { get; }

    /// <summary>Crosswalks by name.</summary>
    public FrozenDictionary<string, Crosswalk> Crosswalks { get; }

    /// <summary>Record types in the files' order.</summary>
    public IReadOnlyList<RecordType> TypeList { get; }

    /// <summary>Entity roles in the files' order.</summary>
    public IReadOnlyList<EntityRole> RoleList { get; }

    /// <summary>Link roles in the files' order.</summary>
    public IReadOnlyList<LinkRole> LinkRoleList { get; }

    /// <summary>Code lists in the files' order.</summary>
    public IReadOnlyList<CodeList> CodeListList { get; }

    /// <summary>Crosswalks in the files' order.</summary>
    public IReadOnlyList<Crosswalk> CrosswalkList { get; }

    /// <summary>The completeness rules made ready for evaluation, when first asked for.</summary>
    internal CompletenessPlan CompletenessPlan => _completenessPlan ??= new CompletenessPlan(this);

    private CompletenessPlan? _completenessPlan;
}
