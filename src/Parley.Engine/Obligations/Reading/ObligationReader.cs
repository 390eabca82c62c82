using System.Text;
using Parley.Engine.Calendar;
using Parley.Engine.Dictionary;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Obligations.Reading;

/// <summary>Reads <c>obligations.yaml</c>, with the built-in sets of rules that it includes.</summary>
/// <param name="dictionary">The record types that rules may name.</param>
/// <param name="roles">The roles that may be groups.</param>
/// <param name="calendars">The names of the calendars that rules may name.</param>
internal sealed class ObligationReader(PoleDictionary dictionary, IReadOnlyCollection<string> roles, IReadOnlyCollection<string> calendars)
{
    /// <summary>The file's path.</summary>
    public const string Path = "obligations.yaml";

    /// <summary>The built-in sets of rules.</summary>
    public static readonly string[] Sets = ["victims-code"];

    private const int MostDays = 1000;

    private readonly List<ObligationRule> _rules = [];
    private HashSet<string> _included = [];

    /// <summary>Reads the file.</summary>
    public ObligationRules Read(YamlMap map)
    {
        ObligationRules standard = ObligationRules.Default;
        string? group = map.TryGet("group", YamlForms.Name, out string named) ? named : null;
        CheckGroup(group, map, "group");
        Include(map, group);
        _included = [.. _rules.Select(r => r.Id)];
        foreach (YamlMap rule in map.Maps("rules"))
        {
            Add(rule, group);
            _included.Remove(rule.Optional("obligation", YamlForms.AnyText, ""));
        }

        YamlMap? standing = map.Map("standing");
        string standingGroup = group ?? ObligationRules.StandingGroup;
        ObligationRules rules = new()
        {
            Rules = _rules,
            AgreementReview = Standing(standing, "agreement-review", standard.AgreementReview, standingGroup, "before"),
            Notice = Standing(standing, "notice", standard.Notice, standingGroup, null),
            RetentionReview = Standing(standing, "retention-review", standard.RetentionReview, standingGroup, "within"),
        };
        standing?.ReportUnknownKeys();
        map.ReportUnknownKeys();
        return rules;
    }

    private StandingRule Standing(YamlMap? map, string key, StandingRule standard, string group, string? days)
    {
        if (map?.Map(key) is not { } rule)
        {
            return standard with { Group = group };
        }

        string whose = rule.Optional("group", YamlForms.Name, group);
        CheckGroup(rule.Has("group") ? whose : null, rule, "group");
        int count = days is null ? standard.Days : rule.Optional(days, YamlForms.Int(0, MostDays), standard.Days);
        rule.ReportUnknownKeys();
        return new StandingRule(whose, count);
    }

    private void Include(YamlMap map, string? group)
    {
        foreach (string set in map.Values("include", YamlForms.Name))
        {
            if (!Sets.Contains(set, StringComparer.Ordinal))
            {
                map.Find("include")!.Report(ObligationIssues.UnknownSet, $"there is no built-in set '{set}'{YamlForms.DidYouMean(set, Sets)}");
            }
            else if (group is null)
            {
                map.Find("include")!.Report(ObligationIssues.UnknownGroup, $"the rules of '{set}' are owed by 'group' of this file, which it does not have");
            }
            else
            {
                AddSet(set, group, map.Issues);
            }
        }
    }

    // The sets name record types of the built-in dictionary: a workspace whose dictionary has none of them is told so as for a rule of its own.
    private void AddSet(string set, string group, IssueSink issues)
    {
        string path = $"obligations/{set}.yaml";
        using StreamReader reader = new(typeof(ObligationReader).Assembly.GetManifestResourceStream(path)!, Encoding.UTF8);
        YamlMap map = YamlText.TryParse(path, reader.ReadToEnd(), issues)!;
        map.Find("source");
        foreach (YamlMap rule in map.Maps("rules"))
        {
            Add(rule, group);
        }

        map.ReportUnknownKeys();
    }

    private void Add(YamlMap map, string? group)
    {
        string? id = map.Required("obligation", YamlForms.Name);
        string title = map.Required("title", YamlForms.Text) ?? "";
        string? basis = map.TryGet("basis", YamlForms.Text, out string text) ? text : null;
        string? whose = map.TryGet("group", YamlForms.Name, out string own) ? own : group;
        CheckGroup(map.Has("group") ? whose : null, map, "group");
        int within = map.Required("within", YamlForms.Int(0, MostDays));
        string? calendar = Calendar(map);
        EventPattern? raised = map.RequiredMap("raised-by") is { } raisedBy ? Pattern(raisedBy) : null;
        EventPattern? fulfilled = map.Map("fulfilled-by") is { } fulfilledBy ? Pattern(fulfilledBy) : null;
        (int? sooner, JqProgram? where) = Sooner(map);
        map.ReportUnknownKeys();
        if (whose is null)
        {
            map.Report(ObligationIssues.UnknownGroup, $"'{id}' says no 'group', and nor does the file");
        }

        if (id is null || raised is null || whose is null)
        {
            return;
        }

        // A rule of the workspace stands in the place of the included one of its name; two of its own are a mistake.
        if (_rules.RemoveAll(r => r.Id == id && _included.Contains(id)) == 0 && _rules.Any(r => r.Id == id))
        {
            map.Report(WorkspaceIssues.Duplicate, $"the obligation '{id}' is defined again");
        }

        _rules.Add(new ObligationRule
        {
            Id = id,
            Title = title,
            Basis = basis,
            Group = whose,
            Calendar = calendar,
            Within = within,
            Sooner = sooner,
            SoonerWhere = where,
            RaisedBy = raised,
            FulfilledBy = fulfilled,
        });
    }

    private static (int? Within, JqProgram? Where) Sooner(YamlMap map)
    {
        if (map.Map("sooner") is not { } sooner)
        {
            return (null, null);
        }

        int within = sooner.Required("within", YamlForms.Int(0, MostDays));
        sooner.Require("where");
        JqProgram? where = Program(sooner, "where");
        sooner.ReportUnknownKeys();
        return (within, where);
    }

    private string? Calendar(YamlMap map)
    {
        if (!map.TryGet("calendar", YamlForms.Name, out string calendar))
        {
            return null;
        }

        if (!calendars.Contains(calendar))
        {
            map.Find("calendar")!.Report(CalendarIssues.NoSuchCalendar, $"there is no calendar '{calendar}'; there are {string.Join(", ", calendars)}");
        }

        return calendar;
    }

    private EventPattern? Pattern(YamlMap map)
    {
        string? type = map.Required("type", YamlForms.Text);
        if (type is not null && !dictionary.Types.ContainsKey(type))
        {
            map.Find("type")!.Report(WorkspaceIssues.UnknownRecordType, $"there is no record type '{type}'{YamlForms.DidYouMean(type, dictionary.Types.Keys)}");
        }

        map.Require("key");
        JqProgram? key = Program(map, "key");
        (JqProgram? where, JqProgram? at) = (Program(map, "where"), Program(map, "at"));
        EventPattern? pattern = type is null || key is null ? null : new EventPattern { Type = type, Key = key, Where = where, At = at };
        map.ReportUnknownKeys();
        return pattern;
    }

    private static JqProgram? Program(YamlMap map, string key)
    {
        if (!map.TryGet(key, YamlForms.Text, out string text))
        {
            return null;
        }

        if (!JqProgram.TryCompile(text, out JqProgram? program, out JqError? error))
        {
            map.Find(key)!.Report(ObligationIssues.BadExpression, $"'{key}' is not jq: {error.Message} (at {error.Line}:{error.Column} of the expression)");
        }

        return program;
    }

    private void CheckGroup(string? group, YamlMap map, string key)
    {
        if (group is not null && !roles.Contains(group))
        {
            map.Find(key)!.Report(ObligationIssues.UnknownGroup, $"there is no role '{group}' in access.yaml{YamlForms.DidYouMean(group, roles)}");
        }
    }
}
