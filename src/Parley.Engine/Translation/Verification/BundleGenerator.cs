using Parley.Engine.Dictionary;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Verification;

/// <summary>Makes bundles such as a message of the translation could say: each record there, absent or repeated, with links that its rules give.</summary>
internal sealed class BundleGenerator(TranslationDefinition definition, Tolerance tolerance, VerificationRandom random)
{
    private const int MostItems = 3;

    private readonly ValueGenerator _values = new(random);

    public DraftBundle Make()
    {
        List<DraftRecord> records = [];
        Dictionary<(int Parent, string Path), string> flags = [];
        foreach (RecordRule rule in definition.Records)
        {
            int[] parents = rule.Parent is null ? [-1] : [.. InstancesOf(records, rule.Parent)];
            foreach (int parent in parents)
            {
                AddRecords(rule, parent, records, flags);
            }
        }

        List<Link> links = [];
        Dictionary<(int Record, string Field), string> words = [];
        foreach (LinkRule rule in definition.Links.Where(l => l.Reads && l.Writes))
        {
            AddLinks(rule, records, links, words);
        }

        foreach (LinkRule rule in definition.Links.Where(l => l is { RoleField: not null, Element: null }))
        {
            LeaveRoleToLinks(rule, records);
        }

        return new DraftBundle(records, links).WithoutOrphans(definition.Links);
    }

    private void AddRecords(RecordRule rule, int parent, List<DraftRecord> records, Dictionary<(int Parent, string Path), string> flags)
    {
        bool must = rule.Ordinal == 0 || rule.Required;
        int count = rule.Each ? random.Below(MostItems) : random.OneIn(3) ? 0 : 1;
        if (must && count == 0)
        {
            count = 1;
        }

        // Two records whose presence one field says in different words cannot both be there.
        foreach (ConditionRule condition in rule.When.Where(c => c.Values.Count > 0 && !c.Negated && !rule.Each))
        {
            (int, string) field = (parent, FieldPlaces.Whole(rule, condition.Path));
            if (count > 0 && !flags.TryAdd(field, condition.Values[0]) && flags[field] != condition.Values[0])
            {
                return;
            }
        }

        for (int i = 0; i < count; i++)
        {
            List<AttributeValue> values = Values(rule);
            if (values.Any(v => !IsConstant(rule, v.Attribute)) || rule.When.Count > 0 || rule.Ordinal == 0)
            {
                records.Add(new DraftRecord(rule, parent, values));
            }
        }
    }

    private List<AttributeValue> Values(RecordRule rule)
    {
        HashSet<string> present = [.. rule.When.Where(c => c.Values.Count == 0).Select(c => FieldPlaces.Whole(rule, c.Path))];
        List<AttributeValue> values = [];
        List<AttributeRule> left = [];
        foreach (AttributeRule attribute in rule.Attributes.GroupBy(a => a.Attribute).Select(g => g.FirstOrDefault(a => a.Writes) ?? g.First()))
        {
            bool must = attribute.Codec is ConstantField
                || rule.Attributes.Any(a => ReferenceEquals(a.Attribute, attribute.Attribute) && a.Required)
                || attribute.Fields.Any(f => present.Contains(FieldPlaces.Whole(rule, f)));
            if (must || !random.OneIn(3))
            {
                Add(attribute, values);
            }
            else
            {
                left.Add(attribute);
            }
        }

        // A record that says nothing is no record.
        foreach (AttributeRule attribute in left.OrderBy(a => tolerance.IsCompared(rule, a.Attribute) ? 0 : 1))
        {
            if (values.Any(v => !IsConstant(rule, v.Attribute) && tolerance.IsCompared(rule, v.Attribute)))
            {
                break;
            }

            Add(attribute, values);
        }

        return values;
    }

    private void Add(AttributeRule attribute, List<AttributeValue> values)
    {
        Value value = _values.Make(attribute);
        if (!value.IsNone)
        {
            values.Add(new AttributeValue(attribute.Attribute, value));
        }
    }

    private void AddLinks(LinkRule rule, List<DraftRecord> records, List<Link> links, Dictionary<(int Record, string Field), string> words)
    {
        int[] from = [.. rule.From.SelectMany(r => InstancesOf(records, r))];
        int[] to = [.. rule.To.SelectMany(r => InstancesOf(records, r))];
        if (from.Length == 0 || to.Length == 0)
        {
            return;
        }

        if (rule.Element is not null)
        {
            for (int i = random.Below(MostItems); i > 0; i--)
            {
                Join(rule, random.Pick(from), random.Pick(to), Role(rule), records, links);
            }
        }
        else if (rule.By is { } by)
        {
            int most = by.Segments.Any(s => s.IsList) ? MostItems : 2;
            foreach (int holder in rule.ByOnTo ? to : from)
            {
                for (int i = random.Below(most); i > 0; i--)
                {
                    int other = random.Pick(rule.ByOnTo ? from : to);
                    (int a, int b) = rule.ByOnTo ? (other, holder) : (holder, other);
                    Join(rule, a, b, Role(rule, a, b, records, words), records, links);
                }
            }
        }
        else
        {
            ByPlace(rule, from, to, records, links, words);
        }
    }

    private void ByPlace(
        LinkRule rule, int[] from, int[] to, List<DraftRecord> records, List<Link> links, Dictionary<(int Record, string Field), string> words)
    {
        foreach (int a in from)
        {
            foreach (int b in to)
            {
                if (a == b || !ShareWhatEncloses(records, a, b))
                {
                    continue;
                }

                Join(rule, a, b, Role(rule, a, b, records, words), records, links);
            }
        }
    }

    private static void Join(LinkRule rule, int from, int to, LinkRole? role, List<DraftRecord> records, List<Link> links)
    {
        if (role is null || from == to || !role.AllowsFrom(records[from].Rule.Type) || !role.AllowsTo(records[to].Rule.Type))
        {
            return;
        }

        Link link = new(from, role, to);
        if (!links.Contains(link))
        {
            links.Add(link);
        }
    }

    // The field that says the role may be an attribute's too: then the links decide what is written.
    private static void LeaveRoleToLinks(LinkRule rule, List<DraftRecord> records)
    {
        for (int i = 0; i < records.Count; i++)
        {
            DraftRecord record = records[i];
            if ((rule.RoleFieldOnTo ? rule.To : rule.From).Contains(record.Rule))
            {
                string path = FieldPlaces.Whole(record.Rule, rule.RoleField!);
                records[i] = record with { Values = [.. record.Values.Where(v => !Stands(record.Rule, v.Attribute, path))] };
            }
        }
    }

    private static bool Stands(RecordRule rule, AttributeDefinition attribute, string path) =>
        rule.Attributes.Any(a => ReferenceEquals(a.Attribute, attribute) && a.Fields.Any(f => FieldPlaces.Whole(rule, f) == path));

    // A field that chooses the role does so for all links of the record it stands in, and for every rule that looks at it: it holds one word.
    private LinkRole? Role(LinkRule rule, int from, int to, List<DraftRecord> records, Dictionary<(int Record, string Field), string> words)
    {
        if (rule.RoleField is null)
        {
            return Role(rule);
        }

        int holder = rule.RoleFieldOnTo ? to : from;
        (int, string) field = (holder, FieldPlaces.Whole(records[holder].Rule, rule.RoleField));
        if (!words.TryGetValue(field, out string? word))
        {
            bool none = rule.NoRole.Count > 0 && random.OneIn(2);
            words[field] = word = none ? random.Pick(rule.NoRole) : Word(rule, Role(rule));
        }

        return word.Length == 0 ? rule.Role : rule.Roles.FirstOrDefault(r => r.Key == word).Value;
    }

    // Nothing for the role that an absent field stands for.
    private static string Word(LinkRule rule, LinkRole? role) => rule.Roles.FirstOrDefault(r => ReferenceEquals(r.Value, role)).Key ?? "";

    // Only roles that their own first word leads back to.
    private LinkRole? Role(LinkRule rule)
    {
        List<LinkRole> roles = [.. rule.Roles.Select(r => r.Value).Distinct().Where(role =>
        {
            string word = rule.Roles.First(r => ReferenceEquals(r.Value, role)).Key;
            return ReferenceEquals(rule.Roles.First(r => r.Key == word).Value, role);
        })];
        if (rule.Role is not null)
        {
            roles.Add(rule.Role);
        }

        return roles.Count == 0 ? null : random.Pick(roles);
    }

    private static bool IsConstant(RecordRule rule, AttributeDefinition attribute) =>
        rule.Attributes.Any(a => ReferenceEquals(a.Attribute, attribute) && a.Codec is ConstantField);

    private static IEnumerable<int> InstancesOf(List<DraftRecord> records, RecordRule rule) =>
        Enumerable.Range(0, records.Count).Where(i => ReferenceEquals(records[i].Rule, rule));

    // Within the innermost rule that both stand in, they must stand in the same record.
    private static bool ShareWhatEncloses(List<DraftRecord> records, int a, int b)
    {
        List<int> left = Lineage(records, a);
        List<int> right = Lineage(records, b);
        for (int i = 0; i < left.Count && i < right.Count && ReferenceEquals(records[left[i]].Rule, records[right[i]].Rule); i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }

    private static List<int> Lineage(List<DraftRecord> records, int record)
    {
        List<int> lineage = [];
        for (int at = record; at >= 0; at = records[at].Parent)
        {
            lineage.Insert(0, at);
        }

        return lineage;
    }
}
