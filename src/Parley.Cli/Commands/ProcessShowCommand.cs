using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley process show</c>: one instance on a server.</summary>
internal sealed class ProcessShowCommand : ParleyCommand
{
    private static readonly string[] s_shown = ["instance", "process", "version", "status", "started", "changed", "parent", "parked"];

    private readonly Argument<string> _id = new("instance") { Description = "The instance" };
    private readonly Option<string?> _drawing = new("--drawing") { Description = "Write the drawing with its path marked to this file", HelpName = "file" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ProcessShowCommand()
        : base("show", "Show an instance of a process: where it stands, what became of its tasks")
    {
        Arguments.Add(_id);
        foreach (Option option in new Option[] { _drawing, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        With --json also input, context and output, to who may see content; that they were read is recorded. Needs an operator's key.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley process show p-1m811502j0000", "parley process show p-1m811502j0000 --drawing path.svg"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string path = "v1/processes/instances/" + Uri.EscapeDataString(parsed.GetRequiredValue(_id));
        ServerAnswer answer = await client.GetAsync(path, cancellationToken);
        if (answer.IsGood && parsed.GetValue(_drawing) is { } file)
        {
            ServerAnswer drawing = await client.GetAsync(path + "/drawing", cancellationToken);
            if (drawing.Status != 200)
            {
                return drawing.Report(output);
            }

            await File.WriteAllTextAsync(file, drawing.Body, cancellationToken);
        }

        if (!answer.IsGood || output.Json)
        {
            return ServerCalls.Show(output, answer, null);
        }

        JsonNode instance = answer.Json!;
        foreach (string name in s_shown.Where(n => instance[n] is not null))
        {
            output.Line($"{name,-10} {instance[name]}");
        }

        if (instance["contentErased"] is not null)
        {
            output.Line($"content erased {instance["contentErased"]}: {instance["contentErasedWhy"]}");
        }

        if (ErrorOf(instance) is { } error)
        {
            output.Line($"{"error",-10} {error}");
        }

        foreach ((string label, string name) in new[] { ("under way", "underWay"), ("not undone", "notUndone") })
        {
            if (instance[name] is JsonArray { Count: > 0 } tasks)
            {
                output.Line($"{label,-10} {string.Join(", ", tasks.Select(t => t?.ToString()))}");
            }
        }

        foreach (JsonNode? entry in instance["history"] as JsonArray ?? [])
        {
            output.Line($"  {entry!["at"]}  {entry["what"],-10} {entry["task"]}{entry["occurrence"]}");
        }

        return ExitCode.Ok;
    }

    /// <summary>The error that an instance ended with, in one line; null for none. Title and detail are there for who may see content.</summary>
    internal static string? ErrorOf(JsonNode instance)
    {
        if (instance["error"] is not JsonObject error)
        {
            return null;
        }

        string what = error["title"] is { } title ? $"{title}{(error["detail"] is { } detail ? $": {detail}" : "")}" : "see it with the right to see content";
        string where = error["instance"]?.ToString() is { Length: > 0 } task ? task : "its beginning or end";
        return $"{error["status"]} {what} ({error["type"]}) at {where}";
    }
}
