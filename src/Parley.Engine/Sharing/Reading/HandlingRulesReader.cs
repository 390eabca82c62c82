using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Sharing.Reading;

/// <summary>
/// Reads <c>handling</c> of <c>sharing.yaml</c>: what marking, handling instructions and grades mean. What it does not say has the safe default; what lets
/// more go than that is reported where it stands, and holds.
/// </summary>
internal sealed class HandlingRulesReader(PoleDictionary dictionary)
{
    private static readonly YamlForm<HandlingReach> s_reach = YamlForms.Choice<HandlingReach>();
    private static readonly HandlingRules s_safe = HandlingRules.Default;

    private readonly MarkingRanks _ranks = new(dictionary);

    /// <summary>Reads the rules; the safe defaults when there is no such key.</summary>
    public HandlingRules Read(YamlMap? map)
    {
        if (map is null)
        {
            return s_safe;
        }

        HandlingRules rules = new()
        {
            HighestLocalMarking = LocalMarking(map),
            Instructions = Reaches(map, "instructions", "handling-instruction", s_safe.Instructions),
            Handling555 = Reaches(map, "intelligence-555", "intelligence-handling-555", s_safe.Handling555),
            Actions = Actions(map),
            Sanitisation = Sanitisation(map.Map("sanitisation")),
            SubjectOfRole = Subjects(map.Map("subject-of-role")),
        };
        map.ReportUnknownKeys();
        return rules;
    }

    private string LocalMarking(YamlMap map)
    {
        const string Key = "highest-local-marking";
        string marking = NameList.One(map, Key, "marking", Codes("marking"), AgreementIssues.UnknownCode, s_safe.HighestLocalMarking);
        if (_ranks.Bound(marking) > _ranks.Bound(s_safe.HighestLocalMarking))
        {
            map.Find(Key)!.Report(AgreementIssues.Loosened, $"records up to {marking} go within an organisation without anybody saying so; the safe bound is {s_safe.HighestLocalMarking}");
        }

        return marking;
    }

    private Dictionary<string, HandlingReach> Reaches(YamlMap map, string key, string list, IReadOnlyDictionary<string, HandlingReach> safe)
    {
        Dictionary<string, HandlingReach> reaches = new(safe, StringComparer.Ordinal);
        foreach (YamlEntry entry in Known(map.Map(key), "code", Codes(list), AgreementIssues.UnknownCode))
        {
            if (entry.Value.TryAs(s_reach, entry.Key, out HandlingReach reach))
            {
                CheckReach(entry.Value, entry.Key, reach, safe.GetValueOrDefault(entry.Key, HandlingReach.Owner));
                reaches[entry.Key] = reach;
            }
        }

        return reaches;
    }

    private HashSet<string> Actions(YamlMap map)
    {
        IReadOnlyList<string>? actions = NameList.Read(map, "actions", "action code", Codes("intelligence-action"), AgreementIssues.UnknownCode);
        foreach (YamlScalar item in NameList.Items(map, "actions").Where(i => !s_safe.Actions.Contains(i.Text)))
        {
            item.Report(AgreementIssues.Loosened, $"reports under the action code {item.Text} may go");
        }

        return (actions ?? [.. s_safe.Actions]).ToHashSet(StringComparer.Ordinal);
    }

    private Dictionary<string, SanitisationRule> Sanitisation(YamlMap? map)
    {
        Dictionary<string, SanitisationRule> rules = new(s_safe.Sanitisation, StringComparer.Ordinal);
        foreach (YamlEntry entry in Known(map, "code", Codes("intelligence-sanitisation"), AgreementIssues.UnknownCode))
        {
            if (entry.Value.AsMap(entry.Key) is { } rule)
            {
                rules[entry.Key] = Sanitisation(rule, entry.Key, s_safe.Sanitisation.GetValueOrDefault(entry.Key) ?? new SanitisationRule(HandlingReach.Owner, []));
            }
        }

        return rules;
    }

    private SanitisationRule Sanitisation(YamlMap map, string code, SanitisationRule safe)
    {
        HandlingReach reach = map.Optional("reach", s_reach, safe.Reach);
        CheckReach(map.Find("reach") ?? map, code, reach, safe.Reach);
        string[] known = [.. dictionary.TypeList.Where(t => t.TryGet("sanitisationCode", out _)).SelectMany(t => t.Attributes).Select(a => a.Name).Distinct()];
        IReadOnlyList<string>? withhold = NameList.Read(map, "withhold", "attribute of graded intelligence", known, AgreementIssues.UnknownAttribute);
        if (withhold is not null && reach != HandlingReach.Owner && safe.Withhold.Except(withhold, StringComparer.Ordinal).ToArray() is { Length: > 0 } kept)
        {
            (map.Find("withhold") ?? map).Report(AgreementIssues.Loosened, $"{code} no longer takes out {string.Join(", ", kept)}");
        }

        map.ReportUnknownKeys();
        return new SanitisationRule(reach, withhold ?? safe.Withhold);
    }

    // Another category moves a record from one list of permissions and prohibitions to another: that may show more, whichever it is.
    private Dictionary<string, string> Subjects(YamlMap? map)
    {
        Dictionary<string, string> subjects = new(s_safe.SubjectOfRole, StringComparer.Ordinal);
        string[] categories = Codes("data-subject-category");
        foreach (YamlEntry entry in Known(map, "role", dictionary.Roles.Keys, AgreementIssues.UnknownRole))
        {
            string category = NameList.One(map!, entry.Key, "category of data subject", categories, AgreementIssues.UnknownCode, "");
            if (category.Length > 0 && subjects.GetValueOrDefault(entry.Key) != category)
            {
                entry.Value.Report(AgreementIssues.Loosened, $"the role '{entry.Key}' stands for '{category}', not {(subjects.TryGetValue(entry.Key, out string? safe) ? $"'{safe}'" : "for no category")}");
                subjects[entry.Key] = category;
            }
        }

        return subjects;
    }

    private static void CheckReach(YamlNode node, string code, HandlingReach reach, HandlingReach safe)
    {
        if (!reach.IsWithin(safe))
        {
            node.Report(AgreementIssues.Loosened, $"'{code}' reaches {YamlForms.Kebab(reach.ToString())}; the safe default is {YamlForms.Kebab(safe.ToString())}");
        }
    }

    // The entries whose key and value are there; others are reported.
    private static IEnumerable<YamlEntry> Known(YamlMap? map, string what, IEnumerable<string> known, IssueCode code)
    {
        foreach (YamlEntry entry in map?.Entries ?? [])
        {
            if (!known.Contains(entry.Key, StringComparer.Ordinal))
            {
                map!.Issues.Add(code, $"there is no {what} '{entry.Key}'{YamlForms.DidYouMean(entry.Key, known)}", entry.KeyPosition);
            }
            else if (map!.Require(entry.Key) is not null)
            {
                yield return entry;
            }
        }
    }

    private string[] Codes(string list) => dictionary.CodeLists.TryGetValue(list, out CodeList? codes) ? [.. codes.Entries.Select(e => e.Code)] : [];
}
