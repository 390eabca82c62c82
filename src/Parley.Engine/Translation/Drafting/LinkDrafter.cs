using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Drafting;

/// <summary>Proposes what joins the records.</summary>
internal static class LinkDrafter
{
    private const string Anything = "related-to";

    /// <summary>The links, one for each record but the subject.</summary>
    public static List<ProposedLink> Draft(IReadOnlyList<ProposedRecord> records, PoleDictionary dictionary)
    {
        List<ProposedLink> links = [];
        foreach (ProposedRecord record in records.Skip(1))
        {
            // What encloses a record may have been dropped for want of attributes.
            ProposedRecord joins = records.Contains(record.Joins!) ? record.Joins! : records[0];
            ProposedLink? link = Said(record, joins, dictionary) ?? Elsewhere(record, records, dictionary) ?? Usual(record, joins, dictionary);
            links.Add(link ?? new ProposedLink(record, dictionary.LinkRoles[Anything], joins, 30, "no link role is usual between the two"));
        }

        return links;
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
