using System.Text.RegularExpressions;
using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes.Reading;

/// <summary>The tasks that hold others.</summary>
internal sealed partial class TaskReader
{
    private static readonly YamlForm<string> s_variable = new("a name such as item", (YamlScalar s, out string value) =>
    {
        value = s.Text;
        return VariableForm().IsMatch(value) && !Arguments.Export.Contains(value, StringComparer.Ordinal)
            ? null
            : $"must be a name of letters, digits and _ that is none of the arguments ({string.Join(", ", Arguments.Export)}), not {s.Description}";
    });

    private ForNode? For(TaskHead head, YamlMap map, Scope scope, string[] names)
    {
        if (map.RequiredMap("for") is not { } loop)
        {
            return null;
        }

        string each = loop.Optional("each", s_variable, "item");
        string at = loop.Optional("at", s_variable, "index");
        Scope within = scope.In("do", each, at);
        Template? collection = loop.Require("in") is { } node ? _templates.Computed(node, names) : null;
        Template? condition = map.Find("while") is { } goesOn ? _templates.Computed(goesOn, within.Names(Arguments.Task)) : null;
        loop.ReportUnknownKeys();
        TaskList? list = map.Require("do") is { } body ? List(body, within) : null;
        return collection is null || list is null ? null : new ForNode(head, each, at, collection, condition, list);
    }

    private ForkNode? Fork(TaskHead head, YamlMap? map, Scope scope)
    {
        if (map is null)
        {
            return null;
        }

        bool compete = map.Optional("compete", YamlForms.Bool, false);
        List<TaskNode> branches = [];
        foreach (YamlNode item in map.List("branches")?.Items ?? [])
        {
            if (Single(item) is { } entry && entry.Value.AsMap(entry.Key) is { } task)
            {
                string place = $"{scope.Reference}/fork/branches/{branches.Count}/{Escape(entry.Key)}";
                if (Alone(entry.Key, task, scope, place) is { } branch)
                {
                    branch.Ordinal = branches.Count;
                    branches.Add(branch);
                }
            }
        }

        map.Require("branches");
        map.ReportUnknownKeys();
        return new ForkNode(head, new TaskList(branches), compete);
    }

    private SwitchNode? Switch(TaskHead head, YamlList? list, string[] names)
    {
        List<SwitchCase> cases = [];
        foreach (YamlNode item in list?.Items ?? [])
        {
            if (Single(item) is not { } entry || entry.Value.AsMap(entry.Key) is not { } map)
            {
                continue;
            }

            Template? when = map.Find("when") is { } condition ? _templates.Computed(condition, names) : null;
            if (map.Require("then") is { } then)
            {
                cases.Add(new SwitchCase(entry.Key, when, Directive(then)));
            }

            map.ReportUnknownKeys();
        }

        if (cases.Count(c => c.When is null) > 1)
        {
            list!.Report(ProcessIssues.NoOneTask, "only one case may be without 'when'");
        }

        return list is null ? null : new SwitchNode(head, cases);
    }

    private TryNode? Try(TaskHead head, YamlMap map, Scope scope, string[] names)
    {
        TaskList tried = List(map.Find("try")!, scope.In("try"));
        bool undoes = map.Map("metadata")?.Optional("undoOnCatch", YamlForms.Bool, false) ?? false;
        if (map.RequiredMap("catch") is not { } handler)
        {
            return null;
        }

        string variable = handler.Optional("as", s_variable, "error");
        Scope within = scope.In("catch/do", variable);
        string[] caught = within.Names(Arguments.Task);
        CatchTemplate template = new()
        {
            As = variable,
            Filter = Filter(handler.Map("errors")),
            When = handler.Find("when") is { } when ? _templates.Computed(when, caught) : null,
            ExceptWhen = handler.Find("exceptWhen") is { } except ? _templates.Computed(except, caught) : null,
            Retry = handler.Find("retry") is { } retry ? RetryOrName(retry, scope, variable) : null,
            Do = handler.Find("do") is { } tasks ? List(tasks, within) : null,
            Then = handler.Find("then") is { } then ? Directive(then) : null,
        };
        handler.ReportUnknownKeys();
        _ = names;
        return new TryNode(head, tried, template, undoes);
    }

    private static Expressions.JqValue? Filter(YamlMap? errors)
    {
        YamlMap? with = errors?.Map("with");
        errors?.ReportUnknownKeys();
        if (with is null)
        {
            return null;
        }

        foreach (string member in new[] { "type", "status", "instance", "title", "detail" })
        {
            with.Find(member);
        }

        with.ReportUnknownKeys();
        return YamlValues.Of(with);
    }

    private RetryTemplate? RetryOrName(YamlNode node, Scope scope, string variable)
    {
        if (node is not YamlScalar name)
        {
            return node.AsMap("retry") is { } map ? Retry(map, new Scope(scope.Reference, [.. scope.Variables, variable])) : null;
        }

        if (_use.Retries.TryGetValue(name.Text, out RetryTemplate? known))
        {
            return known;
        }

        name.Report(ProcessIssues.NotDefined, $"there is no retry policy '{name.Text}' under use.retries{YamlForms.DidYouMean(name.Text, _use.Retries.Keys)}");
        return null;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex VariableForm();
}
