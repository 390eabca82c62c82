namespace Parley.Engine.Dictionary.Reading;

/// <summary>A dictionary while it is being read: what is known so far, by name and in order. Used by one thread.</summary>
internal sealed class DictionaryDraft
{
    public string Version { get; set; } = "";

    public string Title { get; set; } = "";

    public string Source { get; set; } = "";

    public List<DataClass> DataClasses { get; } = [];

    public List<AttributeDefinition> CommonAttributes { get; } = [];

    public OrderedDictionary<string, AttributeStandard> Standards { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, CodeList> CodeLists { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, RecordType> Types { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, EntityRole> Roles { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, LinkRole> LinkRoles { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, Crosswalk> Crosswalks { get; } = new(StringComparer.Ordinal);

    /// <summary>A draft that holds all of a dictionary.</summary>
    public static DictionaryDraft Of(PoleDictionary dictionary)
    {
        DictionaryDraft draft = new() { Version = dictionary.Version, Title = dictionary.Title, Source = dictionary.Source };
        draft.DataClasses.AddRange(dictionary.DataClasses);
        draft.CommonAttributes.AddRange(dictionary.CommonAttributes);
        Fill(draft.Standards, dictionary.Standards, s => s.Reference);
        Fill(draft.CodeLists, dictionary.CodeListList, c => c.Name);
        Fill(draft.Types, dictionary.TypeList, t => t.Name);
        Fill(draft.Roles, dictionary.RoleList, r => r.Name);
        Fill(draft.LinkRoles, dictionary.LinkRoleList, r => r.Name);
        Fill(draft.Crosswalks, dictionary.CrosswalkList, c => c.Name);
        return draft;
    }

    /// <summary>The dictionary as it stands.</summary>
    public PoleDictionary ToDictionary() => new(
        Version, [.. Types.Values], [.. Roles.Values], [.. LinkRoles.Values], [.. CodeLists.Values], [.. Crosswalks.Values])
    {
        Title = Title,
        Source = Source,
        Standards = [.. Standards.Values],
        DataClasses = [.. DataClasses],
        CommonAttributes = [.. CommonAttributes],
    };

    /// <summary>Puts a grown list in the place of the one before it, wherever that is used.</summary>
    public void Replace(CodeList before, CodeList after)
    {
        CodeLists[after.Name] = after;
        foreach (RecordType type in Types.Values.Where(t => t.Attributes.Any(a => ReferenceEquals(a.Codes, before))).ToList())
        {
            Replace(type, [.. type.Attributes.Select(a => ReferenceEquals(a.Codes, before) ? a.With(a.Name, after) : a)]);
        }

        foreach (Crosswalk crosswalk in Crosswalks.Values.Where(c => ReferenceEquals(c.From, before) || ReferenceEquals(c.To, before)).ToList())
        {
            Crosswalks[crosswalk.Name] = Rebase(crosswalk, before, after);
        }
    }

    /// <summary>Gives a type other attributes; roles over it follow.</summary>
    public void Replace(RecordType before, IReadOnlyList<AttributeDefinition> attributes)
    {
        RecordType after = before.With(attributes);
        Types[after.Name] = after;
        foreach (EntityRole role in Roles.Values.Where(r => ReferenceEquals(r.Type, before)).ToList())
        {
            Roles[role.Name] = role.With(after);
        }
    }

    private static Crosswalk Rebase(Crosswalk crosswalk, CodeList before, CodeList after)
    {
        CodeEntry? In(CodeEntry? entry) =>
            entry is not null && ReferenceEquals(entry.List, before) && after.TryGet(entry.Code, out CodeEntry? same) ? same : entry;

        return crosswalk with
        {
            From = ReferenceEquals(crosswalk.From, before) ? after : crosswalk.From,
            To = ReferenceEquals(crosswalk.To, before) ? after : crosswalk.To,
            Entries = [.. crosswalk.Entries.Select(e => new CrosswalkEntry(In(e.From)!, In(e.To), e.Relation))],
        };
    }

    private static void Fill<T>(OrderedDictionary<string, T> into, IReadOnlyList<T> items, Func<T, string> name)
    {
        foreach (T item in items)
        {
            into.Add(name(item), item);
        }
    }
}
