using Parley.Engine.Translation.Definition;
using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Verification;

/// <summary>Which attributes share their field with something else, so that the one value that the field holds cannot be that of each.</summary>
internal sealed class FieldPlaces
{
    private readonly HashSet<(string Record, string Attribute)> _shared = [];

    public FieldPlaces(TranslationDefinition definition)
    {
        Dictionary<string, HashSet<string>> owners = [];
        foreach (RecordRule record in definition.Records)
        {
            Place(owners, record, record.Key, $"{record.Name} key");
            Predicates(owners, record, record.Place, record.Parent);
            foreach (ConditionRule condition in record.When.Where(c => c.Values.Count > 0))
            {
                Place(owners, record, condition.Path, $"{record.Name} when");
            }

            foreach (AttributeRule rule in record.Attributes.Where(a => a.Writes || a.Reads))
            {
                foreach (FieldPath field in rule.Fields)
                {
                    Place(owners, record, field, Owner(record, rule));
                    Predicates(owners, record, field, record);
                }
            }
        }

        foreach (LinkRule link in definition.Links.Where(l => l.Element is null))
        {
            Place(owners, (link.RoleFieldOnTo ? link.To : link.From)[0], link.RoleField, "link role");
            Place(owners, (link.ByOnTo ? link.To : link.From)[0], link.By, "link by");
        }

        foreach (RecordRule record in definition.Records)
        {
            foreach (AttributeRule rule in record.Attributes.Where(r => r.Fields.Any(f => owners[Whole(record, f)].Count > 1)))
            {
                _shared.Add((record.Name, rule.Attribute.Name));
            }
        }
    }

    public bool IsShared(RecordRule record, AttributeRule rule) => _shared.Contains((record.Name, rule.Attribute.Name));

    /// <summary>A field's path from the message's root.</summary>
    public static string Whole(RecordRule? record, FieldPath field)
    {
        List<PathSegment> place = [];
        for (RecordRule? at = field.FromRoot ? null : record; at is not null; at = at.Place.FromRoot ? null : at.Parent)
        {
            place.InsertRange(0, at.Place.Segments);
        }

        return string.Join('.', place.Take(Math.Max(0, place.Count - field.Up)).Concat(field.Segments));
    }

    private static string Owner(RecordRule record, AttributeRule rule) => $"{record.Name}.{rule.Attribute.Name}";

    private static void Place(Dictionary<string, HashSet<string>> owners, RecordRule? record, FieldPath? field, string owner)
    {
        if (field is null)
        {
            return;
        }

        string path = Whole(record, field);
        if (!owners.TryGetValue(path, out HashSet<string>? names))
        {
            owners[path] = names = [];
        }

        names.Add(owner);
    }

    // The field that a predicate looks at is written by the predicate.
    private static void Predicates(Dictionary<string, HashSet<string>> owners, RecordRule? record, FieldPath path, RecordRule? within)
    {
        for (int i = 0; i < path.Segments.Count; i++)
        {
            if (path.Segments[i].Predicate is { Negated: false } predicate)
            {
                FieldPath field = new(path.FromRoot, [.. path.Segments.Take(i + 1), .. predicate.Field.Segments]);
                Place(owners, ReferenceEquals(within, record) ? record : within, field, "predicate");
            }
        }
    }
}
