using System.Text.RegularExpressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes.Reading;

/// <summary>Reads a definition from its outermost map.</summary>
internal sealed partial class DefinitionReader(YamlMap root, IssueSink issues)
{
    private readonly UseTables _use = new();
    private string? _title;

    public ProcessDefinition? Read()
    {
        ProcessName? name = root.RequiredMap("document") is { } document ? Document(document) : null;
        TemplateReader templates = new(Mode() == "loose");
        IReadOnlyList<string> secrets = root.Map("use") is { } use ? use.Values("secrets", YamlForms.Text) : [];
        templates.Secrets = secrets;
        TaskReader tasks = new(templates, _use);
        if (root.Map("use") is { } tables)
        {
            new UseReader(tables, tasks, _use).Read();
        }

        TaskList list = root.Require("do") is { } body ? tasks.List(body, Scope.Outermost.In("do")) : new TaskList([]);
        Transform input = templates.Transform(root.Map("input"), "from", Arguments.ProcessInput);
        Transform output = templates.Transform(root.Map("output"), "as", Arguments.ProcessOutput);
        Template? timeout = root.Find("timeout") is { } limit ? tasks.Timeout(limit, [.. Arguments.Task]) : null;
        ProcessSchedule? schedule = root.Map("schedule") is { } when ? new ScheduleReader(when, templates).Read() : null;
        root.ReportUnknownKeys();
        FunctionCircles.Report(_use.Functions, issues);
        return issues.HasErrors || name is null
            ? null
            : new ProcessDefinition(name, YamlValues.Of(root), list, _use.Functions)
            {
                Title = _title,
                Secrets = secrets,
                Input = input,
                Output = output,
                Timeout = timeout,
                Schedule = schedule,
            };
    }

    private ProcessName? Document(YamlMap map)
    {
        if (map.Required("dsl", YamlForms.Text) is { } dsl && !Dsl().IsMatch(dsl))
        {
            map.Find("dsl")!.Report(ProcessIssues.UnknownDsl, $"'{dsl}' is not version 1.0 of the language");
        }

        string? space = Label(map, "namespace");
        string? name = Label(map, "name");
        string version = "0.0.0";
        if (!map.Has("version"))
        {
            map.Find("version");
            map.Report(ProcessIssues.NoVersion, "'version' is missing; 0.0.0 is taken");
        }
        else if (map.TryGet("version", YamlForms.Text, out string given))
        {
            version = given;
            if (!Version().IsMatch(version))
            {
                map.Find("version")!.Report(ProcessIssues.BadName, $"'{version}' is no semantic version");
            }
        }

        _title = map.Optional<string?>("title", YamlForms.AnyText!, null);
        map.Optional("summary", YamlForms.AnyText, "");
        map.Map("tags");
        map.Map("metadata");
        map.ReportUnknownKeys();
        return space is null || name is null ? null : new ProcessName(space, name, version);
    }

    private static string? Label(YamlMap map, string key)
    {
        string? text = map.Required(key, YamlForms.Text);
        if (text is not null && !LabelForm().IsMatch(text))
        {
            map.Find(key)!.Report(ProcessIssues.BadName, $"'{text}' is no name: letters, digits and hyphens, at most 63, with a letter or digit at both ends");
        }

        return text;
    }

    private string Mode()
    {
        if (root.Map("evaluate") is not { } evaluate)
        {
            return "strict";
        }

        if (evaluate.TryGet("language", YamlForms.Text, out string language) && language != "jq")
        {
            evaluate.Find("language")!.Report(ProcessIssues.NotSupported, $"the expression language '{language}' is not supported; use jq");
        }

        string mode = evaluate.Optional("mode", YamlForms.OneOf("strict", "loose"), "strict");
        evaluate.ReportUnknownKeys();
        return mode;
    }

    [GeneratedRegex("^1\\.0\\.[0-9]+(?:-[0-9A-Za-z.-]+)?$")]
    private static partial Regex Dsl();

    [GeneratedRegex("^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$")]
    private static partial Regex LabelForm();

    [GeneratedRegex("^(?:0|[1-9][0-9]*)\\.(?:0|[1-9][0-9]*)\\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?$")]
    private static partial Regex Version();
}
