using Parley.Engine.Dictionary;
using Parley.Engine.Workspace.Yaml;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>retention.yaml</c>; without one the defaults hold.</summary>
internal sealed class RetentionReader(ReadContext context)
{
    /// <summary>The file's path.</summary>
    public const string Path = "retention.yaml";

    private static readonly YamlForm<RetentionPeriod> Period = new("a period such as P6Y, P18M or P90D", (YamlScalar s, out RetentionPeriod value) =>
        RetentionPeriod.TryParse(s.Text, out value) ? null : $"must be a period such as P6Y, P18M or P90D, not {s.Description}");

    /// <summary>Reads what the workspace says.</summary>
    public RetentionDefinition Read()
    {
        if (!context.TryUse(Path, out _) || context.Map(Path) is not { } map)
        {
            return RetentionDefinition.Default;
        }

        List<RetentionRule> rules = [];
        foreach (YamlMap item in map.Maps("rules"))
        {
            if (Rule(item) is { } rule)
            {
                CheckOrder(item, rule, rules);
                rules.Add(rule);
            }
        }

        NoticeTimes notices = map.Map("notices") is { } times ? Times(times) : NoticeTimes.Default;
        map.ReportUnknownKeys();
        return new RetentionDefinition { Rules = map.Has("rules") ? rules : RetentionDefinition.Default.Rules, Notices = notices };
    }

    private static NoticeTimes Times(YamlMap map)
    {
        NoticeTimes standard = NoticeTimes.Default;
        NoticeTimes times = new(
            map.Optional("correction", YamlForms.Duration, standard.Correction),
            map.Optional("regrading", YamlForms.Duration, standard.Regrading),
            map.Optional("withdrawal", YamlForms.Duration, standard.Withdrawal),
            map.Optional("erasure", YamlForms.Duration, standard.Erasure));
        map.ReportUnknownKeys();
        return times;
    }

    private static void CheckOrder(YamlMap item, RetentionRule rule, List<RetentionRule> before)
    {
        if (before.Any(r => r.Id == rule.Id))
        {
            item.Report(WorkspaceIssues.Duplicate, $"the rule '{rule.Id}' is defined again");
        }

        RetentionRule? wider = before.FirstOrDefault(r =>
            (r.Group is null || r.Group == rule.Group)
            && (r.Types.Count == 0 || (rule.Types.Count > 0 && rule.Types.All(t => r.Types.Contains(t, StringComparer.Ordinal))))
            && r.Where.Count == 0);
        if (wider is not null)
        {
            item.Report(RetentionIssues.NeverReached, $"'{rule.Id}' is never reached: '{wider.Id}' takes all that it would");
        }
    }

    private RetentionRule? Rule(YamlMap map)
    {
        string? id = map.Required("rule", YamlForms.Name);
        string? group = map.TryGet("group", YamlForms.Text, out string named) ? named : null;
        RetentionPeriod period = map.Required("period", Period);
        bool hasAgain = map.TryGet("again", Period, out RetentionPeriod again);
        RetentionRule rule = new()
        {
            Id = id ?? "",
            Group = group,
            Base = map.Optional("base", YamlForms.Text, RetentionRule.Received),
            Period = period,
            Action = map.Optional("action", YamlForms.Choice<RetentionAction>(), RetentionAction.Review),
            Reset = map.Optional("reset", YamlForms.Choice<RetentionReset>(), RetentionReset.Never),
            Unattended = map.Optional("unattended", YamlForms.Bool, false),
            Again = hasAgain ? again : period,
        };
        rule = map.Map("trigger") is { } trigger ? Trigger(trigger, rule) : rule;
        map.ReportUnknownKeys();
        CheckGroup(map, group);
        CheckBase(map, rule);
        CheckUnattended(map, rule);
        return id is null ? null : rule;
    }

    private RetentionRule Trigger(YamlMap map, RetentionRule rule)
    {
        IReadOnlyList<string> types = map.Values("types", YamlForms.Text);
        foreach (string type in types.Where(t => !context.Dictionary.Types.ContainsKey(t)))
        {
            map.Find("types")!.Report(WorkspaceIssues.UnknownRecordType, $"there is no record type '{type}'{YamlForms.DidYouMean(type, context.Dictionary.Types.Keys)}");
        }

        Dictionary<string, IReadOnlyList<string>> where = new(StringComparer.Ordinal);
        foreach (YamlEntry entry in map.Map("where")?.Entries ?? [])
        {
            YamlMap conditions = map.Map("where")!;
            where[entry.Key] = conditions.Values(entry.Key, YamlForms.AnyText);
            CheckAttribute(entry.Value, entry.Key, types);
        }

        map.ReportUnknownKeys();
        return rule with { Types = types, Where = where };
    }

    private void CheckGroup(YamlMap map, string? group)
    {
        if (group is not null
            && context.Dictionary.CodeLists.TryGetValue("mopi-group", out CodeList? groups)
            && groups.Entries.All(e => e.Code != group))
        {
            map.Find("group")!.Report(WorkspaceIssues.UnknownCode, $"there is no retention group '{group}'");
        }
    }

    private void CheckBase(YamlMap map, RetentionRule rule)
    {
        if (rule.Base == RetentionRule.Received || map.Find("base") is not { } node)
        {
            return;
        }

        List<AttributeDefinition> found = CheckAttribute(node, rule.Base, rule.Types);
        if (found.Count > 0 && found.All(a => a.Type is not (ValueType.Date or ValueType.Instant)))
        {
            node.Report(RetentionIssues.NoDate, $"'{rule.Base}' is neither a date nor an instant");
        }
    }

    private List<AttributeDefinition> CheckAttribute(YamlNode node, string name, IReadOnlyList<string> types)
    {
        List<AttributeDefinition> found = [];
        foreach (RecordType type in context.Dictionary.Types.Values.Where(t => types.Count == 0 || types.Contains(t.Name, StringComparer.Ordinal)))
        {
            if (type.TryGet(name, out AttributeDefinition? attribute))
            {
                found.Add(attribute);
            }
        }

        if (found.Count == 0)
        {
            node.Report(WorkspaceIssues.UnknownAttribute, $"no record type that the rule is for has an attribute '{name}'");
        }

        return found;
    }

    private static void CheckUnattended(YamlMap map, RetentionRule rule)
    {
        if (rule is { Unattended: true, Action: RetentionAction.Review })
        {
            map.Find("unattended")!.Report(WorkspaceIssues.Contradiction, "a review cannot be unattended; only an erasure can");
        }
        else if (rule.Unattended)
        {
            map.Find("unattended")!.Report(RetentionIssues.Unattended, $"'{rule.Id}' erases without a person");
        }
    }
}
