using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes.Reading;

/// <summary>The tasks that do one thing.</summary>
internal sealed partial class TaskReader
{
    private SetNode Set(TaskHead head, YamlNode node, string[] names)
    {
        if (node is YamlList)
        {
            node.Report(YamlIssues.Mistyped, "'set' must be a map or an expression, not a list");
        }

        return new SetNode(head, _templates.Value(node, names));
    }

    private EmitNode? Emit(TaskHead head, YamlMap? map, string[] names)
    {
        YamlMap? @event = map?.RequiredMap("event");
        YamlMap? with = @event?.RequiredMap("with");
        map?.ReportUnknownKeys();
        @event?.ReportUnknownKeys();
        return with is null || with.Require("type") is null ? null : new EmitNode(head, _templates.Value(with, names));
    }

    private RaiseNode? Raise(TaskHead head, YamlMap? map, Scope scope)
    {
        YamlNode? node = map?.Require("error");
        map?.ReportUnknownKeys();
        if (node is YamlScalar name)
        {
            if (_use.Errors.TryGetValue(name.Text, out ErrorTemplate? known))
            {
                return new RaiseNode(head, known);
            }

            name.Report(ProcessIssues.NotDefined, $"there is no error '{name.Text}' under use.errors{YamlForms.DidYouMean(name.Text, _use.Errors.Keys)}");
            return null;
        }

        return node?.AsMap("error") is { } written && Error(written, scope) is { } error ? new RaiseNode(head, error) : null;
    }

    private RunNode? Run(TaskHead head, YamlMap? map, string[] names)
    {
        if (map is null)
        {
            return null;
        }

        foreach (string kind in new[] { "shell", "script", "container" })
        {
            map.Find(kind)?.Report(
                ProcessIssues.NotSupported, $"'run.{kind}' is not supported: a process runs no code on the server; call a service over HTTP, or compute with an expression");
        }

        bool isAwaited = map.Optional("await", YamlForms.Bool, true);
        if (map.TryGet("return", YamlForms.OneOf("stdout", "stderr", "code", "all", "none"), out string output) && output is not ("stdout" or "none"))
        {
            map.Find("return")!.Report(ProcessIssues.NotSupported, $"'return: {output}' means nothing for a process");
        }

        YamlMap? workflow = map.Map("workflow");
        map.ReportUnknownKeys();
        if (workflow is null)
        {
            if (!map.Has("shell") && !map.Has("script") && !map.Has("container"))
            {
                map.Report(ProcessIssues.NoOneTask, "'run' must name a workflow");
            }

            return null;
        }

        string? space = workflow.Required("namespace", YamlForms.Text);
        string? name = workflow.Required("name", YamlForms.Text);
        string version = workflow.Optional("version", YamlForms.Text, "latest");
        Template? input = workflow.Find("input") is { } given ? _templates.Value(given, names) : null;
        workflow.ReportUnknownKeys();
        return space is null || name is null ? null : new RunNode(head, new ProcessName(space, name, version), input, isAwaited);
    }

    private ListenNode? Listen(TaskHead head, YamlMap map, Scope scope, string[] names)
    {
        YamlMap? listen = map.RequiredMap("listen");
        YamlMap? to = listen?.RequiredMap("to");
        string read = listen?.Optional("read", YamlForms.OneOf("data", "envelope", "raw"), "data") ?? "data";
        listen?.ReportUnknownKeys();
        YamlNode? until = to?.Find("until");
        EventStrategy? strategy = to is null ? null : _events.Strategy(to, names);
        YamlMap? stops = until as YamlMap;
        EventStrategy? stop = stops is null ? null : _events.Strategy(stops, names);
        to?.ReportUnknownKeys();
        stops?.ReportUnknownKeys();
        if (strategy is null)
        {
            return null;
        }

        if (until is not null && strategy.Kind != "any")
        {
            until.Report(ProcessIssues.NoOneTask, "'until' goes with 'any' only");
        }

        ListenTemplate template = new()
        {
            To = strategy,
            Read = read,
            UntilCondition = until is YamlScalar ? _templates.Computed(until, names) : null,
            UntilEvents = stop,
        };
        return new ListenNode(head, map.Map("foreach") is { } each ? Foreach(template, each, scope) : template);
    }

    private ListenTemplate Foreach(ListenTemplate template, YamlMap map, Scope scope)
    {
        string item = map.Optional("item", s_variable, "item");
        string at = map.Optional("at", s_variable, "index");
        Scope within = scope.In("foreach/do", item, at);
        ListenTemplate whole = template with
        {
            HasForeach = true,
            Item = item,
            At = at,
            Do = map.Find("do") is { } tasks ? List(tasks, within) : new TaskList([]),
            Output = _templates.Transform(map.Map("output"), "as", within.Names(Arguments.Task)),
            Export = _templates.Transform(map.Map("export"), "as", within.Names(Arguments.Export)),
        };
        map.ReportUnknownKeys();
        return whole;
    }
}
