using Parley.Engine.Expressions;
using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes.Drawing;

/// <summary>What a task does, in one short line.</summary>
internal static class TaskSummary
{
    private const int Most = 34;

    public static string Of(TaskNode task)
    {
        JqValue definition = task.Head.Definition;
        string text = task.Kind switch
        {
            "call" => Call(definition),
            "wait" => $"wait {Plain(definition.Member("wait"))}",
            "emit" => $"emit {Plain(definition.Member("emit")?.Member("event")?.Member("with")?.Member("type"))}",
            "set" => $"set {string.Join(", ", (definition.Member("set")?.Members ?? []).Select(m => m.Key))}",
            "for" => $"for each {Plain(definition.Member("for")?.Member("each"))} in {Plain(definition.Member("for")?.Member("in"))}",
            "fork" => definition.Member("fork")?.Member("compete") is { IsTruthy: true } ? "fork, the first counts" : "fork, all are waited for",
            "listen" => $"listen to {string.Join(", ", (definition.Member("listen")?.Member("to")?.Members ?? []).Select(m => m.Key))}",
            "raise" => $"raise {Plain(definition.Member("raise")?.Member("error")?.Member("title") ?? definition.Member("raise")?.Member("error"))}",
            "run" => $"run {Plain(definition.Member("run")?.Member("workflow")?.Member("name"))}",
            _ => task.Kind,
        };
        return (task.Head.Definition.Member("if") is { } condition ? $"if {Plain(condition)}: " : "") is { Length: > 0 } before ? Short(before + text) : Short(text);
    }

    /// <summary>A text cut to what fits a box.</summary>
    public static string Short(string text)
    {
        string line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= Most ? line : line[..(Most - 1)] + "…";
    }

    private static string Call(JqValue definition)
    {
        JqValue? with = definition.Member("with");
        JqValue? endpoint = with?.Member("endpoint");
        return Plain(definition.Member("call")) switch
        {
            "http" => $"{Plain(with?.Member("method")).ToUpperInvariant()} {Plain(endpoint?.Member("uri") ?? endpoint)}",
            "openapi" => $"call {Plain(with?.Member("operationId"))}",
            string function => $"call {function.Split(':')[0]}",
        };
    }

    private static string Plain(JqValue? value) => value is null ? "" : Values.Plain(value);
}
