using System.Globalization;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Dictionary.Rules;
using Parley.Engine.Dictionary.Validation;
using Parley.Engine.Issues;

namespace Parley.Server.Quality;

/// <summary>Holds a bundle against the dictionary: values, rules between values and records, completeness by role. Pure; says codes and attributes, never values.</summary>
internal static class QualityCheck
{
    /// <summary>What is wrong with each record of a bundle, by its place: a code and the attribute, or the rule that does not hold.</summary>
    public static IReadOnlyList<HashSet<(IssueCode Code, string Attribute)>> Of(Bundle bundle, PoleDictionary dictionary, DateOnly today)
    {
        HashSet<(IssueCode, string)>[] found = [.. bundle.Records.Select(_ => new HashSet<(IssueCode, string)>())];
        IssueSink sink = new();
        for (int place = 0; place < found.Length; place++)
        {
            CheckValues(bundle.Records[place], today, sink);
            foreach (Issue issue in sink.Issues)
            {
                found[place].Add((issue.Code, issue.Path));
            }

            sink.Clear();
        }

        AddRules(bundle, today, sink, found);
        foreach (RoleCompleteness result in Completeness.Evaluate(bundle, dictionary))
        {
            foreach (CompletenessFailure failure in result.Failures)
            {
                found[result.Record].Add((BundleIssues.Incomplete, $"{result.Role.Name}: {failure.Rule.Name}"));
            }
        }

        return found;
    }

    private static void CheckValues(Record record, DateOnly today, IssueSink sink)
    {
        foreach (AttributeValue item in record.Attributes)
        {
            AttributeValidator validator = AttributeValidator.For(item.Attribute);
            Value value = item.Value;
            validator.Check(value, today, sink);
            validator.CheckIdentifier(value, IdentifierMode.Strict, sink);
        }
    }

    // The rules say which record they mean by its type and place: Person[2].
    private static void AddRules(Bundle bundle, DateOnly today, IssueSink sink, HashSet<(IssueCode, string)>[] found)
    {
        BundleRules.Check(bundle, today, sink);
        foreach (Issue issue in sink.Issues)
        {
            int open = issue.Path.IndexOf('[', StringComparison.Ordinal);
            int close = open < 0 ? -1 : issue.Path.IndexOf(']', open);
            if (close > 0 && int.TryParse(issue.Path.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int place) && (uint)place < (uint)found.Length)
            {
                found[place].Add((issue.Code, issue.Path[(close + 1)..].TrimStart('.')));
            }
        }
    }
}
