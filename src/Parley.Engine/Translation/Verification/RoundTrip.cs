using System.Buffers;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Verification;

/// <summary>Sends a bundle through a translation's two directions and says what did not come back.</summary>
internal sealed class RoundTrip(Translator translator, Tolerance tolerance)
{
    /// <summary>Writes a bundle; null when the translator refuses, with its issues.</summary>
    public byte[]? Write(Bundle bundle, IssueSink issues)
    {
        ArrayBufferWriter<byte> output = new();
        return translator.Write(bundle, WriteContext.Offline, output, issues) ? output.WrittenSpan.ToArray() : null;
    }

    /// <summary>Reads a message, with the rule that each record was read by; a guess by type for a record that has no value.</summary>
    public (Bundle Bundle, RecordRule?[] Rules)? Read(byte[] message, IssueSink issues, DateOnly? today = null)
    {
        TranslationTrace trace = new();
        Bundle? bundle = translator.Read(message, issues, trace, today);
        if (bundle is null)
        {
            return null;
        }

        RecordRule?[] rules = [.. bundle.Records.Select(r => translator.Definition.Records.FirstOrDefault(d => ReferenceEquals(d.Type, r.Type) && ReferenceEquals(d.Role, r.Role)))];
        foreach (TraceStep step in trace.Steps.Where(s => s.Record < rules.Length))
        {
            rules[step.Record] = translator.Definition.Records.First(r => r.Name == step.Rule);
        }

        return (bundle, rules);
    }

    /// <summary>What differs between a bundle that went and one that came back, beyond what the definition or an issue said.</summary>
    /// <param name="went">What went.</param>
    /// <param name="rules">The rule of each of its records.</param>
    /// <param name="cameBack">What came back.</param>
    /// <param name="said">The issues of writing and reading.</param>
    public List<RoundTripFault> Compare(Bundle went, RecordRule?[] rules, Bundle cameBack, IReadOnlyList<Issue> said)
    {
        List<RoundTripFault> faults = [];
        foreach (BundleDifference difference in BundleComparer.Compare(went, cameBack, Same, IsNamed).Where(d => !IsOneWay(d) && !IsAccepted(d)))
        {
            RecordRule? rule = difference.Left < 0 ? null : rules[difference.Left];
            string record = rule?.Name ?? difference.Record;
            string path = difference.Attribute.Length == 0 ? record : $"{record}.{difference.Attribute}";
            if (!said.Any(i => IsReported(i, path)) && !WentValueByValue(difference, rule))
            {
                AttributeRule? attribute = rule?.Attributes.FirstOrDefault(a => a.Attribute.Name == difference.Attribute);
                string why = said.FirstOrDefault(i => Concerns(i, path))?.Message
                    ?? said.FirstOrDefault(i => i.Code == TranslationIssues.RecordNotCarried && difference.Attribute.Length == 0)?.Message ?? "";
                faults.Add(new RoundTripFault(path, attribute?.Position ?? rule?.Position ?? default, difference.Went, difference.CameBack, why));
            }
        }

        return faults;

        // A record that the definition says may be lost, and the loss of which is told when it happens.
        bool IsAccepted(BundleDifference difference) =>
            difference is { Left: >= 0, Right: < 0 } && rules[difference.Left]?.Accepted is not null && said.Any(i => i.Code == TranslationIssues.RecordNotCarried);

        // A key of the record's own comes back where no other has the same, and the field that holds it is no attribute's.
        bool IsNamed(int record) =>
            rules[record] is { Key: { } key, KeyStyle: KeyStyle.Own } rule
            && went.Records[record].Id is string id
            && went.Records.Count(r => r.Id == id) == 1
            && !rule.Attributes.Any(a => a.Fields.Any(f => FieldPlaces.Whole(rule, f) == FieldPlaces.Whole(rule, key)));

        // Links that are only read or only written, and records made of nothing but such values.
        bool IsOneWay(BundleDifference difference) =>
            (difference.Attribute.StartsWith("link ", StringComparison.Ordinal)
                && !tolerance.IsCompared(went.Links.Concat(cameBack.Links).First(l => difference.Attribute == $"link {l.Role.Name}").Role))
            || (difference.Left < 0 && tolerance.IsComputed(cameBack.Records[difference.Right]));

        // A record each of whose values was known to be lost is lost with them.
        bool WentValueByValue(BundleDifference difference, RecordRule? rule)
        {
            if (difference.Left < 0 || difference.Attribute.Length > 0 || rule is null)
            {
                return false;
            }

            foreach (ref readonly AttributeValue value in went.Records[difference.Left].Attributes)
            {
                AttributeDefinition attribute = value.Attribute;
                bool isConstant = rule.Attributes.Any(a => ReferenceEquals(a.Attribute, attribute) && a.Codec is Codecs.ConstantField);
                if (!isConstant && tolerance.IsCompared(rule, attribute) && !said.Any(i => IsReported(i, $"{rule.Name}.{attribute.Name}")))
                {
                    return false;
                }
            }

            return went.Records[difference.Left].Attributes.Length > 0;
        }

        bool Same(int record, AttributeDefinition attribute, Value left, Value right) =>
            rules[record] is { } rule && (tolerance.Accepts(rule, attribute, left, right) || said.Any(i => IsReported(i, $"{rule.Name}.{attribute.Name}")));
    }

    /// <summary>The rule and attribute that an issue is about: <c>caller.grade</c>.</summary>
    public static string Subject(Issue issue)
    {
        int end = issue.Path.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? issue.Path : issue.Path[..end];
    }

    private static bool Concerns(Issue issue, string path) => Subject(issue) == path;

    // A loss that is reported when it happens is no silent one. That an own message cannot be read is a fault all the same.
    private static bool IsReported(Issue issue, string path) =>
        Concerns(issue, path) && (issue.Code.Code.StartsWith("TRN3", StringComparison.Ordinal) || issue.Code == TranslationIssues.RepeatedHour);
}
