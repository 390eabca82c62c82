using Parley.Engine.Expressions;
using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes.Drawing;

/// <summary>What a task's box says below its name: when it runs, what it does, how long it may take, what undoes it, where it leads.</summary>
internal static class TaskText
{
    /// <summary>The sentences, each of any length.</summary>
    public static IEnumerable<string> Of(TaskNode task)
    {
        JqValue definition = task.Head.Definition;
        if (definition.Member("if") is { } condition)
        {
            yield return $"if {Bare(condition)}";
        }

        if (task is SwitchNode choice)
        {
            foreach (SwitchCase one in choice.Cases)
            {
                yield return Case(definition, one);
            }
        }
        else
        {
            yield return What(task.Kind, definition);
        }

        if (definition.Member("timeout") is { } timeout)
        {
            yield return $"within {Bare(timeout.Member("after") ?? timeout)}";
        }

        if (task.Head.Undo is { } undo)
        {
            yield return $"undone by {undo}";
        }

        if (task is not SwitchNode && task.Head.Then.Kind is FlowKind.End or FlowKind.Exit)
        {
            yield return Leads(task.Head.Then);
        }
    }

    private static string What(string kind, JqValue definition)
    {
        JqValue? what = definition.Member(kind);
        return kind switch
        {
            "call" => Call(definition),
            "wait" => $"wait {Bare(what)}",
            "emit" => $"emit {Bare(what?.Member("event")?.Member("with")?.Member("type"))}",
            "set" => what is { Kind: JqKind.Object } members ? $"set {string.Join(", ", members.Members.Select(m => m.Key))}" : $"set {Bare(what)}",
            "for" => $"for each {Bare(what?.Member("each") ?? JqValue.From("item"))} in {Bare(what?.Member("in"))}",
            "fork" => what?.Member("compete") is { IsTruthy: true } ? "fork, the first counts" : "fork, all are waited for",
            "listen" => Listen(what?.Member("to")),
            "raise" => $"raise {Bare(what?.Member("error")?.Member("title") ?? what?.Member("error")?.Member("type") ?? what?.Member("error"))}",
            "run" => $"run {Bare(what?.Member("workflow")?.Member("name"))}",
            _ => kind,
        };
    }

    private static string Case(JqValue definition, SwitchCase one)
    {
        JqValue? when = (definition.Member("switch")?.Items ?? []).Select(c => c.Member(one.Name)).FirstOrDefault(c => c is not null)?.Member("when");
        string name = when is null ? $"{one.Name} (default)" : $"{one.Name}: {Bare(when)}";
        return one.Then.Kind is FlowKind.End or FlowKind.Exit ? $"{name}, {Leads(one.Then)}" : name;
    }

    private static string Leads(FlowDirective then) => $"then {then.Word}";

    private static string Listen(JqValue? to)
    {
        string how = to?.Members.Select(m => m.Key).FirstOrDefault(k => k is "one" or "any" or "all") ?? "one";
        JqValue? filters = to?.Member(how);
        IReadOnlyList<JqValue> each = filters is null ? [] : filters.Kind == JqKind.Array ? [.. filters.Items] : [filters];
        string types = string.Join(", ", each.Select(f => Bare(f.Member("with")?.Member("type") ?? f.Member("with"))));
        return how switch
        {
            "one" => $"listen to {types}",
            _ when types.Length == 0 => "listen to every event",
            _ => $"listen to {how} of {types}",
        };
    }

    private static string Call(JqValue definition)
    {
        JqValue? with = definition.Member("with");
        JqValue? endpoint = with?.Member("endpoint");
        string function = Bare(definition.Member("call")).Split(':')[0];
        return function switch
        {
            "http" => $"{Bare(with?.Member("method")).ToUpperInvariant()} {Bare(endpoint?.Member("uri") ?? endpoint)}",
            "openapi" => $"call {Bare(with?.Member("operationId"))}",
            "ask" => $"ask {Names(with?.Member("system"))}",
            "ask-person" => $"ask-person of {Bare(with?.Member("group"))}: {Bare(with?.Member("title"))}",
            "send" => $"send {Bare(with?.Member("message"))} to {Bare(with?.Member("system"))}",
            "look-up" => $"look-up {Bare(with?.Member("type"))}",
            "wait-working-days" => $"wait-working-days {Bare(with?.Member("days"))}",
            _ => $"call {function}",
        };
    }

    private static string Names(JqValue? value) => value is { Kind: JqKind.Array } list ? string.Join(", ", list.Items.Select(Bare)) : Bare(value);

    // An expression without its signs: who looks at a drawing is not to be held up by them.
    private static string Bare(JqValue? value)
    {
        string text = value is null ? "" : Values.Plain(value).Trim();
        return text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith('}') && text.IndexOf("${", 2, StringComparison.Ordinal) < 0 ? text[2..^1].Trim() : text;
    }
}
