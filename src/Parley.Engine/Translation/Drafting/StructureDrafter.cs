using System.Globalization;
using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Drafting;

/// <summary>Decides which parts of a message are records, of which type, and what joins them.</summary>
internal sealed class StructureDrafter(PoleDictionary dictionary, AttributeMatcher matcher)
{
    /// <summary>A match below this is not used.</summary>
    public const int LeastUsed = 50;

    private const int Likely = 60;
    private const int Certain = 95;
    private const int Telling = 20;

    private static readonly string[] ImpliedInEvent = ["Person", "Location", "Vehicle"];
    private static readonly string[] ImpliedInPerson = ["Location"];

    private readonly List<ProposedRecord> _records = [];
    private readonly Dictionary<SourceField, DraftField[]> _fields = [];

    /// <summary>What a person must decide about the structure.</summary>
    public List<string> Decisions { get; } = [];

    /// <summary>The records, the subject first, each with its attributes chosen.</summary>
    public IReadOnlyList<ProposedRecord> Draft(SourceMessage message, string name)
    {
        ProposedRecord subject = Subject(message, name);
        _records.Add(subject);
        Walk(message.Root, subject, "", []);
        foreach (ProposedRecord record in _records.ToArray())
        {
            AddImplied(record);
        }

        foreach (ProposedRecord record in _records)
        {
            Choose(record);
        }

        _records.RemoveAll(r => r.Joins is not null && r.Attributes.Count == 0 && !_records.Exists(c => c.Parent == r && c.Attributes.Count > 0));
        return _records;
    }

    // The type whose attributes the fields at the top are likest to; words that name a type count for much.
    private ProposedRecord Subject(SourceMessage message, string name)
    {
        ProposedRecord probe = new("", dictionary.Types["Incident"], "", 0);
        Walk(message.Root, probe, "", []);
        _records.Clear();
        string[] words = [.. FieldWords.Raw(name), .. message.Words.SelectMany(FieldWords.Raw)];
        string[] inside = [.. message.Root.Children.SelectMany(c => FieldWords.Raw(c.Name)), .. message.Root.Children.Where(c => !c.Repeated).SelectMany(c => c.Children).SelectMany(c => FieldWords.Raw(c.Name))];
        var named = DraftWords.Subjects.Where(s => Contains(words, s.Words)).Select(s => (s.Type, Weight: 3.0 + s.Words.Length))
            .Concat(DraftWords.Subjects.Where(s => Contains(inside, s.Words)).Select(s => (s.Type, Weight: 1.0)))
            .GroupBy(s => s.Type).ToDictionary(g => g.Key, g => g.Max(s => s.Weight), StringComparer.Ordinal);
        var scored = dictionary.TypeList
            .Select(t => (Type: t, Score: named.GetValueOrDefault(t.Name) + probe.Fields.Sum(f => matcher.Best(f, t) is var best && best >= Likely ? best / 100.0 : 0) + (t.Kind == RecordKind.Event ? 0.5 : 0)))
            .OrderByDescending(s => s.Score)
            .ToArray();
        (RecordType type, double score) = scored[0];
        string own = named.ContainsKey(type.Name) ? "named so, and its attributes fit best" : "its attributes fit best";
        if (scored[1].Score > score - 0.8)
        {
            Decisions.Add($"whether the messages are about {type.Name} (as drafted) or {scored[1].Type.Name}");
        }

        string record = char.ToLowerInvariant(type.Name[0]) + type.Name[1..];
        return new ProposedRecord(record, type, own, (int)Math.Clamp(40 + (score * 8), 40, 95));
    }

    private void Walk(SourceField container, ProposedRecord record, string prefix, string[] context)
    {
        string Path(SourceField field) => prefix.Length == 0 ? field.Segment : $"{prefix}.{field.Segment}";
        SourceField[] leaves = [.. container.Children.Where(c => c.Children.Count == 0)];
        record.Fields.AddRange(FieldGroups.Find(leaves, Path, context));
        foreach (SourceField child in container.Children)
        {
            string[] words = FieldWords.Of(child.Name);
            if (child.Children.Count == 0)
            {
                record.Fields.Add(new DraftField(DraftFieldKind.Single, [child], [Path(child)], words, context));
                continue;
            }

            bool wraps = !child.Repeated && child.Children is [{ Repeated: true, Children.Count: > 0 }];
            ProposedRecord? own = wraps ? null : Named(child, record, Path(child)) ?? (child.Repeated ? Typed(child, record, Path(child)) : null);
            if (own is not null)
            {
                _records.Add(own);
                if (child.HasValue)
                {
                    own.Fields.Add(new DraftField(DraftFieldKind.Single, [child], ["."], words, []));
                }

                Walk(child, own, "", []);
            }
            else if (child.Repeated)
            {
                AddList(child, record, Path(child), words, context);
            }
            else
            {
                if (child.HasValue)
                {
                    record.Fields.Add(new DraftField(DraftFieldKind.Single, [child], [Path(child)], words, context));
                }

                Walk(child, record, Path(child), [.. context, .. words]);
            }
        }
    }

    // Repeated values with attributes beside them (<Given order="1">Ann</Given>): lists of values, and of attributes.
    private static void AddList(SourceField list, ProposedRecord record, string path, string[] words, string[] context)
    {
        if (list.HasValue)
        {
            record.Fields.Add(new DraftField(DraftFieldKind.Single, [list], [path], words, context));
        }

        foreach (SourceField attribute in list.Children.Where(c => c.IsAttribute))
        {
            record.Fields.Add(new DraftField(DraftFieldKind.Single, [attribute], [$"{path}.{attribute.Segment}"], FieldWords.Of(attribute.Name), [.. context, .. words]));
        }
    }

    // A record because its name says so, as long as something in it fits the type.
    private ProposedRecord? Named(SourceField child, ProposedRecord within, string path)
    {
        string[] raw = FieldWords.Raw(child.Name);
        foreach ((string[] words, string typeName, string role) in DraftWords.Records.Where(r => raw.SequenceEqual(r.Words)).Concat(DraftWords.Records.Where(r => EndsWith(raw, r.Words))))
        {
            if (dictionary.Types.TryGetValue(typeName, out RecordType? type)
                && (child.Repeated || !ReferenceEquals(type, within.Type))
                && Fields(child).Any(f => matcher.Best(f, type) >= LeastUsed))
            {
                return New(child, type, role, within, path, $"'{string.Join(' ', words)}' says so", raw.SequenceEqual(words) ? 90 : 75);
            }
        }

        return null;
    }

    // A record because its fields are likest to those of one type.
    private ProposedRecord? Typed(SourceField child, ProposedRecord within, string path)
    {
        DraftField[] fields = Fields(child);
        (RecordType type, double score) = dictionary.TypeList.Select(t => (t, fields.Sum(f => matcher.Best(f, t) is var best && best >= Likely ? best / 100.0 : 0))).MaxBy(s => s.Item2);
        if (score < 1.2)
        {
            return null;
        }

        Decisions.Add($"whether {path} are {type.Name} records: only their fields say so");
        return New(child, type, "", within, path, "its fields fit best", 55);
    }

    private ProposedRecord New(SourceField child, RecordType type, string role, ProposedRecord within, string path, string why, int confidence) =>
        new(Unique(string.Join('-', FieldWords.Raw(child.Name))), type, why, confidence)
        {
            Role = role,
            Parent = within.Joins is null ? null : within,
            Place = path,
            IsEach = child.Repeated,
            Joins = within,
        };

    // Remembered, and the matches with them: each container is asked about for itself and for all around it.
    private DraftField[] Fields(SourceField container)
    {
        if (_fields.TryGetValue(container, out DraftField[]? known))
        {
            return known;
        }

        ProposedRecord probe = new("", new RecordType("none", RecordKind.Object, []), "", 0);
        if (container.HasValue)
        {
            probe.Fields.Add(new DraftField(DraftFieldKind.Single, [container], ["."], FieldWords.Of(container.Name), []));
        }

        Collect(container, probe, []);
        return _fields[container] = [.. probe.Fields];

        static void Collect(SourceField at, ProposedRecord into, string[] context)
        {
            into.Fields.AddRange(FieldGroups.Find([.. at.Children.Where(c => c.Children.Count == 0)], f => f.Segment, context));
            foreach (SourceField child in at.Children.Where(c => !c.Repeated || c.Children.Count == 0))
            {
                into.Fields.Add(new DraftField(DraftFieldKind.Single, [child], [child.Segment], FieldWords.Of(child.Name), context));
                Collect(child, into, [.. context, .. FieldWords.Of(child.Name)]);
            }
        }
    }

    // Records that stand in the same place as another: by the beginnings of names (victim_surname), or because the fields are another type's.
    private void AddImplied(ProposedRecord record)
    {
        Dictionary<string, ProposedRecord> byPrefix = new(StringComparer.Ordinal);
        foreach (DraftField field in record.Fields.ToArray())
        {
            int own = matcher.Best(field, record.Type);
            if (field.Kind == DraftFieldKind.Single && Prefixed(field, own) is { } found && !ReferenceEquals(found.Type, record.Type))
            {
                if (!byPrefix.TryGetValue(found.Prefix, out ProposedRecord? other))
                {
                    byPrefix[found.Prefix] = other = Beside(record, found.Prefix.Replace(' ', '-'), found.Type, found.Role, $"names begin with '{found.Prefix}'", 70);
                }

                other.Fields.Add(found.Field);
                record.Fields.Remove(field);
            }
        }

        string[] types = record.Type.Kind == RecordKind.Event ? ImpliedInEvent : record.Type.Name == "Person" ? ImpliedInPerson : [];
        ProposedRecord? person = null;
        foreach (RecordType type in types.Select(t => dictionary.Types[t]).Where(t => !ReferenceEquals(t, record.Type)))
        {
            DraftField[] fields = [.. record.Fields.Where(f => matcher.Best(f, type) is var best && best >= Likely && best > matcher.Best(f, record.Type) + 5
                && types.All(t => matcher.Best(f, dictionary.Types[t]) <= best))];
            if (fields.Length < 2 && !fields.Any(f => matcher.Match(f, type)[0] is { Confidence: >= Certain } or { Attribute.Type: Dictionary.ValueType.Identifier, Spec.Evidence: >= Telling }))
            {
                continue;
            }

            string role = type.Name == "Person" && record.Type.Name == "Custody" ? "detained-in" : "";
            bool ofPerson = type.Name == "Location" && person is not null;
            ProposedRecord implied = Beside(ofPerson ? person! : record, type.Name.ToLowerInvariant(), type, role, $"its fields are those of a {type.Name}", 60, record);
            if (ofPerson)
            {
                Decisions.Add($"whose address {implied.Name} is: drafted as that of {person!.Name}");
            }

            person = type.Name == "Person" ? implied : person;
            foreach (DraftField field in fields)
            {
                implied.Fields.Add(field);
                record.Fields.Remove(field);
            }
        }
    }

    private (string Prefix, RecordType Type, string Role, DraftField Field)? Prefixed(DraftField field, int own)
    {
        string[] raw = FieldWords.Raw(field.First.Name);
        foreach ((string[] words, string typeName, string role) in DraftWords.Records)
        {
            if (raw.Length <= words.Length || !raw.AsSpan(0, words.Length).SequenceEqual(words) || !dictionary.Types.TryGetValue(typeName, out RecordType? type))
            {
                continue;
            }

            int length = words.Length + (raw.Length > words.Length + 1 && raw[words.Length].All(char.IsAsciiDigit) ? 1 : 0);
            string[] rest = FieldWords.Of(string.Join('_', raw[length..]));
            DraftField inner = field with { Words = rest, Context = [] };
            int best = matcher.Best(inner, type);
            if (best > Likely && best >= own)
            {
                return (string.Join(' ', raw[..length]), type, role, inner);
            }
        }

        return null;
    }

    private ProposedRecord Beside(ProposedRecord joins, string name, RecordType type, string role, string why, int confidence, ProposedRecord? place = null)
    {
        ProposedRecord at = place ?? joins;
        ProposedRecord record = new(Unique(name), type, why, confidence) { Role = role, Parent = at.Joins is null ? null : at, Joins = joins };
        _records.Add(record);
        return record;
    }

    // The surest matches first; each attribute and each field once, but for lists by position and dates that two times share.
    private void Choose(ProposedRecord record)
    {
        HashSet<SourceField> used = [];
        HashSet<SourceField> dates = [];
        var all = record.Fields.SelectMany(f => matcher.Match(f, record.Type)).Where(m => m.Confidence >= LeastUsed)
            .OrderByDescending(m => m.Confidence + (m.Field.Kind == DraftFieldKind.Single ? 0 : 8));
        foreach (AttributeMatch match in all)
        {
            bool isPair = match.Field.Kind == DraftFieldKind.DateAndTime;
            IEnumerable<SourceField> fresh = isPair ? match.Field.Fields.Where(f => !dates.Contains(f)) : match.Field.Fields;
            if (fresh.Any(used.Contains) || (isPair && used.Contains(match.Field.Fields[1])))
            {
                continue;
            }

            AttributeMatch? taken = record.Attributes.Find(a => ReferenceEquals(a.Attribute, match.Attribute));
            if (taken is null)
            {
                record.Attributes.Add(match);
            }
            else if (match.Attribute.Many && !taken.Field.IsList && !match.Field.IsList && match.Field.Kind == DraftFieldKind.Single && match.Field.Words.SequenceEqual(taken.Field.Words))
            {
                record.Further.TryAdd(taken, []);
                record.Further[taken].Add(match.Field);
            }
            else
            {
                continue;
            }

            used.UnionWith(match.Field.Fields);
            if (isPair)
            {
                dates.Add(match.Field.Fields[0]);
            }
        }
    }

    private string Unique(string name)
    {
        string candidate = name.Length == 0 ? "record" : name;
        for (int i = 2; _records.Exists(r => r.Name == candidate); i++)
        {
            candidate = name + "-" + i.ToString(CultureInfo.InvariantCulture);
        }

        return candidate;
    }

    private static bool EndsWith(string[] words, string[] part) => words.Length > part.Length && words.AsSpan(words.Length - part.Length).SequenceEqual(part);

    private static bool Contains(string[] words, string[] part) =>
        Enumerable.Range(0, Math.Max(0, words.Length - part.Length + 1)).Any(i => words.AsSpan(i, part.Length).SequenceEqual(part));
}
