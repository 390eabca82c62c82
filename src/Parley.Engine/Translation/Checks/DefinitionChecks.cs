using Parley.Engine.Issues;
using Parley.Engine.Translation.Definition;
using Parley.Engine.Translation.Verification;

namespace Parley.Engine.Translation.Checks;

/// <summary>What can be wrong with a translation although each of its parts is well-formed. One method a check; all run.</summary>
internal static class DefinitionChecks
{
    public static void Run(TranslationDefinition definition, IssueSink issues)
    {
        foreach (RecordRule record in definition.Records)
        {
            TwoWriters(record, issues);
            foreach (AttributeRule rule in record.Attributes)
            {
                Required(record, rule, definition, issues);
                Split(record, rule, definition, issues);
                CodesNotWritten(record, rule, definition, issues);
                OneWay(record, rule, issues);
            }
        }

        FieldsWrittenTwice(definition, issues);
        RecordsAlike(definition, issues);
        UnusedButUsed(definition, issues);
    }

    // TRN101: two rules read one attribute, and no condition keeps them apart.
    private static void TwoWriters(RecordRule record, IssueSink issues)
    {
        foreach (IGrouping<string, AttributeRule> group in record.Attributes.Where(a => a.Reads && a.When.Count == 0).GroupBy(a => a.Attribute.Name))
        {
            if (group.Count() > 1)
            {
                Add(issues, TranslationIssues.TwoWriters, group.Last().Position, record, group.Key,
                    $"{string.Join(" and ", group.Select(a => string.Join("+", a.Fields)))} both write {group.Key}");
            }
        }
    }

    // TRN107
    private static void Required(RecordRule record, AttributeRule rule, TranslationDefinition definition, IssueSink issues)
    {
        bool readable = record.Attributes.Any(a => ReferenceEquals(a.Attribute, rule.Attribute) && a.Reads);
        if (rule.Required && definition.CanRead && !readable && rule.DefaultIn.IsNone)
        {
            Add(issues, TranslationIssues.RequiredWithoutSource, rule.Position, record, rule.Attribute.Name,
                $"{rule.Attribute.Name} is required and nothing reads it");
        }
    }

    // TRN106
    private static void Split(RecordRule record, AttributeRule rule, TranslationDefinition definition, IssueSink issues)
    {
        string? separator = rule.Codec switch
        {
            Codecs.SplitField split => split.Separator,
            Codecs.JoinField { Codec: null } join => join.Separator,
            _ => null,
        };
        if (separator is not null && definition.CanWrite && rule is { Reads: true, Writes: true, Accepted: null })
        {
            Add(issues, TranslationIssues.SplitUnsafe, rule.Position, record, rule.Attribute.Name, $"a value that contains '{separator}' does not come back as it was");
        }
    }

    // TRN109
    private static void CodesNotWritten(RecordRule record, AttributeRule rule, TranslationDefinition definition, IssueSink issues)
    {
        Codecs.CodeTable? table = rule.Codec switch
        {
            Codecs.SingleField { Codec: Codecs.CodeCodec { TakesAll: false } codec } => codec.Table,
            Codecs.JoinField { Codec: { TakesAll: false } codec } => codec.Table,
            _ => null,
        };
        if (table is null || table.IsIdentity || !rule.Writes || !definition.CanWrite || rule.DefaultOut is not null)
        {
            return;
        }

        string[] missing = [.. table.List.Entries.Where(e => !e.Deprecated && table.WayBack(e) is null).Select(e => e.Code)];
        if (missing.Length > 0)
        {
            string more = missing.Length > 8 ? $" and {missing.Length - 8} more" : "";
            Add(issues, TranslationIssues.CodeNotWritten, rule.Position, record, rule.Attribute.Name,
                $"no source code means {string.Join(", ", missing.Take(8))}{more}");
        }
    }

    // TRN114
    private static void OneWay(RecordRule record, AttributeRule rule, IssueSink issues)
    {
        if (rule.Codec is not (Codecs.JqField or Codecs.JqOutField))
        {
            return;
        }

        bool other = record.Attributes.Any(a => !ReferenceEquals(a, rule) && ReferenceEquals(a.Attribute, rule.Attribute) && (rule.Reads ? a.Writes : a.Reads));
        if (!other)
        {
            Add(issues, TranslationIssues.OneWay, rule.Position, record, rule.Attribute.Name, $"{rule.Attribute.Name} is {rule.Codec.Why}");
        }
    }

    // TRN112
    private static void FieldsWrittenTwice(TranslationDefinition definition, IssueSink issues)
    {
        if (!definition.CanWrite)
        {
            return;
        }

        var writes = definition.Records.SelectMany(r => r.Attributes
            .Where(a => a.Writes && a.When.Count == 0 && a.Accepted is null)
            .SelectMany(a => a.Fields.Select(f => (Field: FieldPlaces.Whole(r, f), Record: r, Rule: a))));
        foreach (var group in writes.GroupBy(w => w.Field).Where(g => g.Select(w => w.Rule).Distinct().Count() > 1))
        {
            var last = group.Last();
            Add(issues, TranslationIssues.FieldWrittenTwice, last.Rule.Position, last.Record, last.Rule.Attribute.Name,
                $"{group.Key} is written from {string.Join(" and ", group.Select(w => $"{w.Record.Name}.{w.Rule.Attribute.Name}").Distinct())}");
        }
    }

    // TRN110
    private static void RecordsAlike(TranslationDefinition definition, IssueSink issues)
    {
        if (!definition.CanWrite)
        {
            return;
        }

        foreach (IGrouping<string, RecordRule> group in definition.Records.Skip(1).GroupBy(r => Signature(r, definition)).Where(g => g.Count() > 1 && g.Last().Accepted is null))
        {
            RecordRule last = group.Last();
            issues.Add(TranslationIssues.RecordsAlike, $"{string.Join(" and ", group.Select(r => r.Name))} have the same type, links and constants", last.Position, last.Name);
        }
    }

    // TRN111
    private static void UnusedButUsed(TranslationDefinition definition, IssueSink issues)
    {
        HashSet<string> used = [.. definition.Records.SelectMany(r => r.Attributes.SelectMany(a => a.Fields.Select(f => FieldPlaces.Whole(r, f))))];
        foreach (UnusedRule rule in definition.Unused.Where(u => used.Contains(u.Path.ToString())))
        {
            issues.Add(TranslationIssues.UnusedIsUsed, $"{rule.Path} is used by a record", rule.Position, rule.Path.ToString());
        }
    }

    private static string Signature(RecordRule record, TranslationDefinition definition)
    {
        IEnumerable<string> links = definition.Links
            .Where(l => l.Element is null && (l.From.Contains(record) || l.To.Contains(record)))
            .Select(l => $"{l.From.Contains(record)}:{string.Join('|', l.AllRoles.Select(r => r.Name).Order())}:{string.Join('|', (l.From.Contains(record) ? l.To : l.From).Select(r => r.Name))}");
        IEnumerable<string> constants = record.Attributes
            .Where(a => a.Codec is Codecs.ConstantField)
            .Select(a => $"{a.Attribute.Name}={((Codecs.ConstantField)a.Codec).Constant}");
        return $"{record.Type.Name}/{record.Role?.Name}/{record.Parent?.Name}/{string.Join(',', links.Order())}/{string.Join(',', constants.Order())}";
    }

    private static void Add(IssueSink issues, IssueCode code, SourcePosition position, RecordRule record, string attribute, string message) =>
        issues.Add(code, message, position, $"{record.Name}.{attribute}");
}
