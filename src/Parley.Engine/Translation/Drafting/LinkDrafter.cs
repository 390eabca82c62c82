using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Drafting;

/// <summary>Proposes what joins the records.</summary>
internal static class LinkDrafter
{
    private const string Anything = "related-to";
    private const int MostRoles = 30;

    private static readonly HashSet<string> RoleWords = new(StringComparer.Ordinal) { "role", "involvement", "capacity", "use", "relation", "relationship", "participation", "type", "kind" };

    /// <summary>The links, one for each record but the subject.</summary>
    public static List<ProposedLink> Draft(IReadOnlyList<ProposedRecord> records, PoleDictionary dictionary)
    {
        List<ProposedLink> links = [];
        foreach (ProposedRecord record in records.Skip(1))
        {
            // What encloses a record may have been dropped for want of attributes.
            ProposedRecord joins = records.Contains(record.Joins!) ? record.Joins! : records[0];
            ProposedLink? link = Said(record, joins, dictionary) ?? Elsewhere(record, records, dictionary) ?? Usual(record, joins, dictionary);
            link ??= new ProposedLink(record, dictionary.LinkRoles[Anything], joins, 30, "no link role is usual between the two");
            links.Add(ByField(link, record, dictionary) ?? link);
        }

        return links;
    }

    // A field such as role or involvement, most of whose values are like link roles or the words for them.
    private static ProposedLink? ByField(ProposedLink link, ProposedRecord record, PoleDictionary dictionary)
    {
        if (link.From != record)
        {
            return null;
        }

        foreach (DraftField field in record.Fields.Where(f => f.Kind == DraftFieldKind.Single && !f.IsList && !f.First.IsNumber && !f.First.IsBoolean && f.First.KnownValues.Count is > 0 and <= MostRoles && f.Words.Any(RoleWords.Contains)))
        {
            (string Value, LinkRole? Role)[] roles = [.. field.First.KnownValues.Select(v => (v, RoleOf(v, field.First.Enumeration.Find(e => e.Code == v).Label ?? "", link, dictionary)))];
            int known = roles.Count(r => r.Role is not null);
            if (known * 2 > roles.Length)
            {
                record.Attributes.RemoveAll(a => a.Field.First == field.First);
                return link with { RoleField = field, Roles = roles, Confidence = 50 + (35 * known / roles.Length), Why = $"{known} of {roles.Length} values of {field.Path} say a role" };
            }
        }

        return null;
    }

    private static LinkRole? RoleOf(string value, string label, ProposedLink link, PoleDictionary dictionary)
    {
        foreach (string[] words in new[] { FieldWords.Raw(value), FieldWords.Raw(label) }.Where(w => w.Length > 0))
        {
            string text = string.Join(' ', words);
            LinkRole? said = DraftWords.Records.Where(r => string.Join(' ', r.Words) == text || (words.Length == 1 && text.Length >= 3 && r.Words[0].StartsWith(text, StringComparison.Ordinal)))
                .Select(r => dictionary.LinkRoles.GetValueOrDefault(r.Role)).FirstOrDefault(Fits);
            LinkRole? named = said ?? dictionary.LinkRoleList.FirstOrDefault(r => Fits(r) && (r.Name.Replace('-', ' ') == text || r.Name.Split('-')[0] == words[0]));
            if (named is not null)
            {
                return named;
            }
        }

        return null;

        bool Fits(LinkRole? role) => role is not null && role.AllowsFrom(link.From.Type) && role.AllowsTo(link.To.Type);
    }

    private static ProposedLink? Said(ProposedRecord record, ProposedRecord joins, PoleDictionary dictionary) =>
        dictionary.LinkRoles.TryGetValue(record.Role, out LinkRole? role) ? Fit(record, role, joins, record.Role == "involved-in" ? 50 : 85, "its name says so") : null;

    // A driver is the driver of a vehicle, wherever that stands.
    private static ProposedLink? Elsewhere(ProposedRecord record, IReadOnlyList<ProposedRecord> records, PoleDictionary dictionary) =>
        dictionary.LinkRoles.TryGetValue(record.Role, out LinkRole? role)
            ? records.Where(r => r != record && r.Parent is null && (!r.IsEach || r.Joins is null)).Select(r => Fit(record, role, r, 70, "its name says so")).FirstOrDefault(l => l is not null)
            : null;

    private static ProposedLink? Usual(ProposedRecord record, ProposedRecord joins, PoleDictionary dictionary)
    {
        foreach ((string from, string to, string roleName) in DraftWords.Links)
        {
            LinkRole role = dictionary.LinkRoles[roleName];
            if (Is(record, from) && Is(joins, to))
            {
                return new ProposedLink(record, role, joins, 50, "usual between the two");
            }

            if (Is(joins, from) && Is(record, to))
            {
                return new ProposedLink(joins, role, record, 60, "usual between the two");
            }
        }

        return null;
    }

    private static ProposedLink? Fit(ProposedRecord record, LinkRole role, ProposedRecord other, int confidence, string why) =>
        role.AllowsFrom(record.Type) && role.AllowsTo(other.Type) ? new ProposedLink(record, role, other, confidence, why)
        : role.AllowsFrom(other.Type) && role.AllowsTo(record.Type) ? new ProposedLink(other, role, record, confidence, why)
        : null;

    private static bool Is(ProposedRecord record, string name) =>
        record.Type.Name == name || string.Equals(record.Type.Kind.ToString(), name, StringComparison.OrdinalIgnoreCase);
}
