using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Fidelity;

/// <summary>Tells, from the definitions alone, what translations preserve.</summary>
public static class TranslationFidelity
{
    /// <summary>What one translation preserves when a message is read and written again.</summary>
    public static FidelityReport Of(Translator translator)
    {
        ArgumentNullException.ThrowIfNull(translator);
        List<FidelityLine> lines = [];
        foreach (RecordRule record in translator.Definition.Records)
        {
            foreach (IGrouping<AttributeDefinition, AttributeRule> rules in record.Attributes.GroupBy(a => a.Attribute))
            {
                AttributeRule? reads = rules.FirstOrDefault(r => r.Reads && r.Codec is not ConstantField);
                AttributeRule? writes = rules.FirstOrDefault(r => r.Writes && r.Codec is not ConstantField);
                if (reads is null && writes is null)
                {
                    continue;
                }

                (FidelityLevel level, string why) = (reads, writes) switch
                {
                    (null, _) => (FidelityLevel.Lost, "written only"),
                    (_, null) => (FidelityLevel.Lost, reads.Codec is JqField ? reads.Codec.Why : "read only"),
                    _ => Worse(Level(reads), Level(writes)),
                };
                lines.Add(Line(record, rules.Key, level, why, reads, writes));
            }
        }

        return new FidelityReport(translator.Name, translator.Name, lines, []);
    }

    /// <summary>What arrives at a recipient of what a source has.</summary>
    public static FidelityReport Between(Translator source, Translator recipient)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(recipient);
        List<FidelityLine> lines = [];
        Dictionary<RecordRule, List<RecordRule>> counterparts = [];
        foreach (RecordRule record in source.Definition.Records)
        {
            List<RecordRule> there = [.. recipient.Definition.Records.Where(r => Answers(record, source.Definition, r, recipient.Definition))];
            counterparts[record] = there;
            foreach (AttributeRule rule in record.Attributes.Where(a => a.Reads && a.Codec is not ConstantField).DistinctBy(a => a.Attribute))
            {
                lines.Add(Between(record, rule, there));
            }
        }

        return new FidelityReport(source.Name, recipient.Name, lines, Requirements(source.Definition, recipient, counterparts));
    }

    private static FidelityLine Between(RecordRule record, AttributeRule rule, List<RecordRule> there)
    {
        var candidates = there
            .SelectMany(t => t.Attributes.Where(a => ReferenceEquals(a.Attribute, rule.Attribute) && a.Writes).Select(a => (Rule: t, Attribute: a)))
            .ToList();
        if (candidates.Count == 0)
        {
            string why = there.Count == 0 ? $"the recipient takes no such {record.Type.Name}" : "the recipient has no field for it";
            return Line(record, rule.Attribute, FidelityLevel.Lost, why, rule, null);
        }

        var (target, written) = candidates[0];
        (FidelityLevel Level, string Why) result = Worse(ReadLevel(rule), WriteLevel(written));
        result = Worse(result, Codes(rule, written));
        result = Worse(result, Room(rule, written));
        if (record.Each && !target.Each && !there.Any(t => t.Each))
        {
            result = Worse(result, (FidelityLevel.Narrowed, $"the recipient takes one {record.Type.Name}"));
        }

        return Line(record, rule.Attribute, result.Level, result.Why, rule, written);
    }

    // Reading alone: to split a text, or to compute, is sure; only the way back is not.
    private static (FidelityLevel Level, string Why) ReadLevel(AttributeRule rule) => rule.Codec switch
    {
        SplitField split => (FidelityLevel.Normalised, $"split at '{split.Separator}'"),
        JoinField { Codec: null } join => (FidelityLevel.Normalised, $"joined with '{join.Separator}'"),
        PositionField or LinesField => (FidelityLevel.Normalised, rule.Codec.How),
        JqField => (FidelityLevel.Normalised, "computed"),
        SingleField { Codec: TextCodec } => (FidelityLevel.Exact, ""),
        _ => Level(rule),
    };

    private static (FidelityLevel Level, string Why) WriteLevel(AttributeRule rule) => rule.Codec switch
    {
        SingleField { Codec: TextCodec { Most: > 0 } text } when rule.Attribute.MaxLength == 0 || rule.Attribute.MaxLength > text.Most =>
            (FidelityLevel.Narrowed, text.Overflow == Overflow.Truncate ? $"cut to {text.Most} characters" : $"refused beyond {text.Most} characters"),
        JqOutField => (FidelityLevel.Normalised, "computed"),
        _ => Level(rule),
    };

    private static (FidelityLevel Level, string Why) Level(AttributeRule rule) => ((FidelityLevel)(int)rule.Codec.Fidelity, rule.Codec.Why);

    // Codes that the source has and the recipient cannot say.
    private static (FidelityLevel Level, string Why) Codes(AttributeRule read, AttributeRule written)
    {
        CodeTable? here = TableOf(read);
        CodeTable? there = TableOf(written);
        if (here is null || there is null || there.IsIdentity)
        {
            return (FidelityLevel.Exact, "");
        }

        // Lists of texts are each table's own, so that their entries are compared by what they say.
        string[] silent = [.. here.Rows
            .Where(r => r.Entry is not null && (there.List.TryGet(r.Entry.Code, out CodeEntry? entry) ? there.WayBack(entry) : null) is null)
            .Select(r => r.Entry!.Code)
            .Distinct()];
        return silent.Length == 0 ? (FidelityLevel.Exact, "")
            : silent.Length == here.Rows.Select(r => r.Entry).Distinct().Count(e => e is not null) ? (FidelityLevel.Lost, "the two code maps have no code in common")
            : (FidelityLevel.Narrowed, $"the recipient has no code for {string.Join(", ", silent.Take(6))}{(silent.Length > 6 ? $" and {silent.Length - 6} more" : "")}");
    }

    private static (FidelityLevel Level, string Why) Room(AttributeRule read, AttributeRule written)
    {
        bool several = read.Codec is ManyField or SplitField or PositionField;
        bool room = written.Codec is ManyField or SplitField or PositionField || written.Fields.Any(f => f.Segments.Any(s => s.IsList));
        return several && !room ? (FidelityLevel.Narrowed, "the recipient takes one value") : (FidelityLevel.Exact, "");
    }

    private static CodeTable? TableOf(AttributeRule rule) => rule.Codec switch
    {
        SingleField { Codec: CodeCodec codec } => codec.Table,
        JoinField { Codec: { } codec } => codec.Table,
        _ => null,
    };

    // Whether a rule of the recipient takes the records of a rule of the source.
    private static bool Answers(RecordRule here, TranslationDefinition source, RecordRule there, TranslationDefinition recipient)
    {
        if (!ReferenceEquals(here.Type, there.Type))
        {
            return false;
        }

        if (here.Role is not null && there.Role is not null && !ReferenceEquals(here.Role, there.Role))
        {
            return false;
        }

        HashSet<LinkRole> roles = [.. RolesOf(there, recipient)];
        return roles.Count == 0 || there.Ordinal == 0 || RolesOf(here, source).Any(roles.Contains);
    }

    private static IEnumerable<LinkRole> RolesOf(RecordRule record, TranslationDefinition definition) => definition.Links
        .Where(l => l.From.Contains(record) || l.To.Contains(record))
        .SelectMany(l => l.AllRoles);

    // TRN107 over the pair: what the recipient requires and the source never has.
    private static List<Issue> Requirements(
        TranslationDefinition source, Translator recipient, Dictionary<RecordRule, List<RecordRule>> counterparts)
    {
        List<Issue> issues = [];
        foreach (RecordRule there in recipient.Definition.Records)
        {
            RecordRule[] senders = [.. counterparts.Where(c => c.Value.Contains(there)).Select(c => c.Key)];
            if (senders.Length == 0)
            {
                if (there.Required)
                {
                    issues.Add(Missing(recipient, there.Position, there.Name, $"{recipient.Name} requires {there.Name} ({there.Type.Name}), and {source.Name} never has one"));
                }

                continue;
            }

            foreach (AttributeRule rule in there.Attributes.Where(a => a is { Required: true, Writes: true, DefaultOut: null }))
            {
                if (!senders.Any(s => s.Attributes.Any(a => ReferenceEquals(a.Attribute, rule.Attribute) && a.Reads)))
                {
                    issues.Add(Missing(recipient, rule.Position, $"{there.Name}.{rule.Attribute.Name}", $"{recipient.Name} requires {rule.Attribute.Name} of {there.Name}, and {source.Name} never has it"));
                }
            }
        }

        return issues;
    }

    private static Issue Missing(Translator recipient, SourcePosition position, string path, string message) =>
        new(TranslationIssues.RequiredWithoutSource, message) { Position = position with { File = recipient.File }, Path = path };

    private static (FidelityLevel Level, string Why) Worse((FidelityLevel Level, string Why) a, (FidelityLevel Level, string Why) b)
    {
        if (a.Level == b.Level && a.Why.Length > 0 && b.Why.Length > 0 && a.Why != b.Why)
        {
            return (a.Level, $"{a.Why}; {b.Why}");
        }

        return b.Level > a.Level || (b.Level == a.Level && a.Why.Length == 0) ? b : a;
    }

    private static FidelityLine Line(RecordRule record, AttributeDefinition attribute, FidelityLevel level, string why, AttributeRule? from, AttributeRule? to) =>
        new(record.Name, record.Type.Name, attribute.Name, level, why, Fields(from), Fields(to));

    private static string Fields(AttributeRule? rule) => rule is null ? "" : string.Join(" + ", rule.Fields);
}
