using Parley.Engine.Issues;
using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes.Reading;

/// <summary>Reads tasks: what all have in common here, each kind in its own part.</summary>
internal sealed partial class TaskReader
{
    private static readonly string[] s_kinds = ["call", "do", "emit", "for", "fork", "listen", "raise", "run", "set", "switch", "try", "wait"];

    private readonly TemplateReader _templates;
    private readonly UseTables _use;
    private readonly EventReader _events;

    public TaskReader(TemplateReader templates, UseTables use)
    {
        _templates = templates;
        _use = use;
        _events = new EventReader(templates);
        Calls = new CallReader(templates, use);
    }

    public CallReader Calls { get; }

    /// <summary>A list of tasks, with its directives resolved.</summary>
    public TaskList List(YamlNode node, Scope scope)
    {
        List<TaskNode> tasks = [];
        foreach (YamlNode item in node.AsList("the tasks")?.Items ?? [])
        {
            if (Single(item) is { } entry && entry.Value.AsMap(entry.Key) is { } map)
            {
                string place = $"{scope.Reference}/{tasks.Count}/{Escape(entry.Key)}";
                if (Read(entry.Key, map, new Scope(place, scope.Variables), place, entry.KeyPosition) is { } task)
                {
                    task.Ordinal = tasks.Count;
                    tasks.Add(task);
                }
            }
        }

        Resolve(tasks, node);
        return new TaskList(tasks);
    }

    /// <summary>A task in no list: a function.</summary>
    public TaskNode? Alone(string name, YamlMap map, Scope scope, string reference)
    {
        TaskNode? task = Read(name, map, new Scope(reference, scope.Variables), reference, map.Position);
        if (task is not null)
        {
            Resolve([task], map, isList: false);
        }

        return task;
    }

    /// <summary>A timeout: a duration under <c>after</c>, or the name of one.</summary>
    public Template? Timeout(YamlNode node, string[] names)
    {
        if (node is YamlScalar name)
        {
            if (_use.Timeouts.TryGetValue(name.Text, out Template? known))
            {
                return known;
            }

            name.Report(ProcessIssues.NotDefined, $"there is no timeout '{name.Text}' under use.timeouts{YamlForms.DidYouMean(name.Text, _use.Timeouts.Keys)}");
            return null;
        }

        YamlMap? map = node.AsMap("timeout");
        Template? after = map?.Require("after") is { } duration ? _templates.Duration(duration, names) : null;
        map?.ReportUnknownKeys();
        return after;
    }

    private TaskNode? Read(string name, YamlMap map, Scope scope, string reference, SourcePosition position)
    {
        List<string> kinds = [.. s_kinds.Where(map.Has)];
        if (kinds.Contains("for"))
        {
            kinds.Remove("do");
        }

        string[] names = scope.Names(Arguments.Task);
        TaskHead head = Head(name, map, scope, reference, position);
        if (kinds.Count != 1)
        {
            string said = kinds.Count == 0 ? "nothing to do" : string.Join(" and ", kinds);
            string near = kinds.Count == 0 ? map.Entries.Select(e => YamlForms.DidYouMean(e.Key, s_kinds)).FirstOrDefault(n => n.Length > 0) ?? "" : "";
            map.Issues.Add(ProcessIssues.NoOneTask, $"the task '{name}' says {said}{near}", position);
            return null;
        }

        TaskNode? task = kinds[0] switch
        {
            "call" => Calls.Read(head, map, scope, names),
            "do" => new DoNode(head, List(map.Find("do")!, scope.In("do"))),
            "emit" => Emit(head, map.RequiredMap("emit"), names),
            "for" => For(head, map, scope, names),
            "fork" => Fork(head, map.RequiredMap("fork"), scope),
            "listen" => Listen(head, map, scope, names),
            "raise" => Raise(head, map.RequiredMap("raise"), scope),
            "run" => Run(head, map.RequiredMap("run"), names),
            "set" => Set(head, map.Find("set")!, names),
            "switch" => Switch(head, map.List("switch"), names),
            "try" => Try(head, map, scope, names),
            _ => _templates.Duration(map.Find("wait")!, names) is { } duration ? new WaitNode(head, duration) : null,
        };
        map.ReportUnknownKeys();
        return task;
    }

    private TaskHead Head(string name, YamlMap map, Scope scope, string reference, SourcePosition position)
    {
        string[] before = scope.Names(Arguments.TaskInput);
        string[] names = scope.Names(Arguments.Task);
        return new TaskHead(name, reference, YamlValues.Of(map), position)
        {
            If = map.Find("if") is { } condition ? _templates.Computed(condition, before) : null,
            Input = _templates.Transform(map.Map("input"), "from", before),
            Output = _templates.Transform(map.Map("output"), "as", names),
            Export = _templates.Transform(map.Map("export"), "as", scope.Names(Arguments.Export)),
            Timeout = map.Find("timeout") is { } timeout ? Timeout(timeout, names) : null,
            Then = map.Find("then") is { } then ? Directive(then) : FlowDirective.Continue,
            Undo = Undoing(map.Map("metadata")),
        };
    }

    // Metadata is the specification's place for what a runtime adds: others pass it over.
    private string? Undoing(YamlMap? metadata)
    {
        if (metadata?.Find("undo") is not { } node || !node.TryAs(YamlForms.Text, "undo", out string function))
        {
            return null;
        }

        if (!_use.FunctionNames.Contains(function))
        {
            node.Report(ProcessIssues.NotDefined, $"there is no function '{function}' under use.functions to undo the task{YamlForms.DidYouMean(function, _use.FunctionNames)}");
            return null;
        }

        return function;
    }

    private static FlowDirective Directive(YamlNode node) =>
        node.TryAs(YamlForms.Text, "then", out string word) ? new FlowDirective(word, node.Position) : FlowDirective.Continue;

    private static void Resolve(List<TaskNode> tasks, YamlNode list, bool isList = true)
    {
        foreach (IGrouping<string, TaskNode> same in tasks.GroupBy(t => t.Head.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            list.Issues.Add(ProcessIssues.SameName, $"'{same.Key}' stands here again", same.Last().Head.Position);
        }

        foreach (FlowDirective directive in tasks.SelectMany(t => t.Directives).Where(d => d.Kind == FlowKind.Task))
        {
            directive.Target = isList ? tasks.FindIndex(t => t.Head.Name == directive.Word) : -1;
            if (directive.Target < 0)
            {
                string near = YamlForms.DidYouMean(directive.Word, isList ? [.. tasks.Select(t => t.Head.Name), "continue", "exit", "end"] : ["continue", "exit", "end"]);
                list.Issues.Add(ProcessIssues.NoSuchTask, $"there is no task '{directive.Word}' in this list{near}", directive.Position);
            }
        }
    }

    // A list's item: a map of one key, the name.
    private static YamlEntry? Single(YamlNode item)
    {
        if (item.AsMap("a task") is not { } map)
        {
            return null;
        }

        if (map.Entries.Count != 1)
        {
            map.Report(ProcessIssues.NoOneTask, "an item of this list must be one name with what it stands for below it");
            return null;
        }

        return map.Entries[0];
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
