namespace Parley.Engine.Dictionary;

/// <summary>
/// One term of a completeness rule, resolved: <c>surname</c> is there, <c>!surname</c> is not, <c>status=concluded</c> has that code,
/// <c>link:home-address.postcode</c> a record linked that way has it. A link is named as read from the record: by the role's name when
/// the record stands first, by its inverse when it stands second.
/// </summary>
internal sealed class CompletenessTerm
{
    private const string LinkPrefix = "link:";

    private readonly string? _attribute;
    private readonly string? _code;
    private readonly bool _absent;
    private readonly LinkRole? _link;
    private readonly bool _standsSecond;

    private CompletenessTerm(string text, Parts parts, LinkRole? link)
    {
        Text = text;
        _attribute = parts.Attribute;
        _code = parts.Code;
        _absent = parts.Absent;
        _link = link;
        _standsSecond = link is not null && link.Name != parts.Link;
    }

    /// <summary>The term as the dictionary writes it.</summary>
    public string Text { get; }

    /// <summary>The resolved term; terms of a dictionary that was read without errors always resolve.</summary>
    public static CompletenessTerm Resolve(string text, IEnumerable<LinkRole> links)
    {
        Parts parts = Split(text);
        return new CompletenessTerm(text, parts, parts.Link is null ? null : Find(parts.Link, links));
    }

    /// <summary>What is wrong with a term over a type, in words; null when nothing is.</summary>
    public static string? Fault(string text, RecordType type, IEnumerable<LinkRole> links, IEnumerable<RecordType> types)
    {
        Parts parts = Split(text);
        if (parts.Link is null)
        {
            return FaultOf(parts, type);
        }

        if (Find(parts.Link, links) is not { } link)
        {
            return $"there is no link role, nor an inverse, named '{parts.Link}'";
        }

        bool fits = link.Name == parts.Link ? link.AllowsFrom(type) : link.AllowsTo(type);
        if (!fits)
        {
            return $"a {type.Name} cannot stand there in '{parts.Link}'";
        }

        IEnumerable<RecordType> others = types.Where(t => link.Name == parts.Link ? link.AllowsTo(t) : link.AllowsFrom(t));
        return parts.Attribute is null || others.Any(t => t.TryGet(parts.Attribute, out _))
            ? null
            : $"no record type at the other end of '{parts.Link}' has an attribute '{parts.Attribute}'";
    }

    /// <summary>Whether the term holds for a record of a bundle.</summary>
    public bool Holds(Bundle bundle, int record)
    {
        if (_link is null)
        {
            return HoldsFor(bundle.Records[record]);
        }

        foreach (Link link in bundle.Links)
        {
            if (ReferenceEquals(link.Role, _link) && (_standsSecond ? link.To : link.From) == record
                && HoldsFor(bundle.Records[_standsSecond ? link.From : link.To]))
            {
                return true;
            }
        }

        return false;
    }

    private bool HoldsFor(Record record)
    {
        if (_attribute is null)
        {
            return true;
        }

        Value value = record[_attribute];
        if (_code is null)
        {
            return IsThere(value) != _absent;
        }

        foreach (ref readonly Value item in value.Values)
        {
            if (item.Form == ValueForm.Code && item.AsCode.Code == _code)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Blank text and empty lists are values, yet they complete nothing.</summary>
    private static bool IsThere(in Value value)
    {
        foreach (ref readonly Value item in value.Values)
        {
            if (item.Form != ValueForm.Text || !string.IsNullOrWhiteSpace(item.AsText))
            {
                return true;
            }
        }

        return false;
    }

    private static string? FaultOf(Parts parts, RecordType type)
    {
        if (!type.TryGet(parts.Attribute!, out AttributeDefinition? attribute))
        {
            return $"{type.Name} has no attribute '{parts.Attribute}'";
        }

        return parts.Code is null || attribute.Codes?.TryGet(parts.Code, out _) == true
            ? null
            : $"'{parts.Code}' is no code of {type.Name}.{parts.Attribute}";
    }

    private static LinkRole? Find(string name, IEnumerable<LinkRole> links) =>
        links.FirstOrDefault(l => l.Name == name) ?? links.FirstOrDefault(l => l.Inverse == name);

    private static Parts Split(string text)
    {
        if (text.StartsWith(LinkPrefix, StringComparison.Ordinal))
        {
            string rest = text[LinkPrefix.Length..];
            int dot = rest.IndexOf('.', StringComparison.Ordinal);
            return dot < 0 ? new Parts(rest, null, null, false) : new Parts(rest[..dot], rest[(dot + 1)..], null, false);
        }

        if (text.StartsWith('!'))
        {
            return new Parts(null, text[1..], null, true);
        }

        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new Parts(null, text, null, false) : new Parts(null, text[..equals], text[(equals + 1)..], false);
    }

    private readonly record struct Parts(string? Link, string? Attribute, string? Code, bool Absent);
}
