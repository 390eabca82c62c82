using Parley.Engine.Dictionary;
using Parley.Engine.Identities;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Puts together what an asker may see of an identity: conflicts are shown, not hidden, and each value keeps its sources.</summary>
internal static class SingleViewer
{
    private const string GivenNames = "givenNames";

    // What officers must read first, where a source says it of the person or place itself and not as a record of its own.
    private static readonly string[] s_warnings = ["warningSignals", "wanted", "dangerous", "hazards"];
    private static readonly string[] s_restrictions = ["onBail"];
    private static readonly string[] s_nameAttributes = ["alias", "formerName", "fullName"];

    /// <summary>The view of an identity.</summary>
    public static async Task<SingleView> ShowAsync(Sight sight, FoundIdentity identity, CancellationToken cancellationToken)
    {
        List<LinkedRecord> linked = [];
        List<SeenRecord> versions = [];
        foreach (SeenRecord member in identity.Members)
        {
            versions.AddRange(await sight.VersionsAsync(member.Name, cancellationToken));
            linked.AddRange(await LinkReader.OfAsync(sight, member.Name, cancellationToken));
        }

        // Links among its own records are what joins them, not what they are joined to.
        HashSet<long> own = [.. identity.Members.Select(m => m.Name)];
        List<ViewedThing> things = Group(linked.Where(l => !own.Contains(l.Other.Name)));
        List<ViewedAttribute> attributes = [.. BestKnown.Attributes(identity.Members).OrderBy(a => !s_warnings.Contains(a.Name))];
        string name = NameOf(identity, attributes);
        return new SingleView
        {
            Identity = identity,
            Name = name,
            Warnings = [.. things.Where(IsWarning)],
            Restrictions = [.. things.Where(IsRestriction)],
            WarningSigns = ViewedSign.Of(attributes, s_warnings),
            RestrictionSigns = ViewedSign.Of(attributes, s_restrictions),
            Markings = [.. identity.Members.Select(m => m.Record["marking"].ToString()).Where(m => m.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Attributes = attributes,
            Aliases = Aliases(versions, name),
            Addresses = [.. things.Where(t => Kind(t) == RecordKind.Location)],
            Vehicles = [.. things.Where(t => TypeOf(t) == "Vehicle")],
            Things = [.. things.Where(t => Kind(t) == RecordKind.Object && TypeOf(t) != "Vehicle" && !IsWarning(t))],
            Associates = [.. things.Where(t => Kind(t) == RecordKind.Person || TypeOf(t) == "Organisation").Where(t => !IsWarning(t))],
            Events = [.. things.Where(t => Kind(t) == RecordKind.Event && !IsRestriction(t)).OrderByDescending(t => t.Newest.ValidFrom ?? long.MinValue)],
        };
    }

    private static RecordKind Kind(ViewedThing thing) => TypeOf(thing) == "Organisation" ? RecordKind.Person : thing.Newest.Record.Type.Kind;

    private static string TypeOf(ViewedThing thing) => thing.Newest.Record.Type.Name;

    private static bool IsWarning(ViewedThing thing) => TypeOf(thing) == "WarningMarker";

    private static bool IsRestriction(ViewedThing thing) => TypeOf(thing) is "BailRemand" or "Disposal";

    private static string NameOf(FoundIdentity identity, List<ViewedAttribute> attributes)
    {
        string name = string.Join(' ', new[] { GivenNames, "familyName" }.Select(n => attributes.Find(a => a.Name == n)?.Values[0].Text).OfType<string>());
        return identity.Type == PersonColumns.Type && name.Length > 0 ? name : RecordLabel.Of(identity.Members[0].Record);
    }

    private static List<ViewedValue> Aliases(List<SeenRecord> versions, string name) =>
    [
        .. BestKnown.Values(versions.SelectMany(v => NamesOf(v).Select(n => (Value.Text(n), v))))
            .Where(v => !string.Equals(v.Text, name, StringComparison.OrdinalIgnoreCase)),
    ];

    private static IEnumerable<string> NamesOf(SeenRecord version)
    {
        Record record = version.Record;
        string[] parts = [BestKnown.Text(record[GivenNames]), record["familyName"].ToString()];
        string whole = string.Join(' ', parts.Where(p => p.Length > 0));
        IEnumerable<string> names = s_nameAttributes
            .SelectMany(a => record[a] is { IsNone: false } value ? value.Values.ToArray().Select(v => v.ToString()) : []);
        return record.Type.Kind == RecordKind.Person ? (whole.Length > 0 ? names.Append(whole) : names) : [];
    }

    /// <summary>One entry for each role and thing, however many records and versions say it; the newest first.</summary>
    private static List<ViewedThing> Group(IEnumerable<LinkedRecord> linked) =>
    [
        .. linked.GroupBy(l => (l.Shown, KeyOf(l.Other)))
            .Select(g => new ViewedThing(g.Key.Shown, [.. g.GroupBy(l => (l.Other.Name, l.Other.Exchange)).Select(s => s.First()).OrderByDescending(l => l.Other.KnownAt).ThenBy(l => l.Other.Name)]))
            .OrderByDescending(t => t.Newest.KnownAt).ThenBy(t => t.Role, StringComparer.Ordinal).ThenBy(t => t.Newest.Name),
    ];

    private static string KeyOf(SeenRecord record) =>
        ThingKeys.Of(record.Record) is [ThingKey key, ..] ? $"{key.Kind} {key.Text}" : PublicId.Record(record.Name);
}
