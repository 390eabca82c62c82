using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Processes;

/// <summary><c>parley process show</c>: one instance on a server.</summary>
internal sealed class ProcessShowCommand : ServerCommand
{
    private static readonly string[] s_members = ["instance", "process", "version", "status", "started", "changed", "parent", "parked", "content", "error", "underWay", "notUndone"];

    private readonly Argument<string> _id = new("instance") { Description = "The instance" };
    private readonly Option<string?> _drawing = new("--drawing") { Description = "Write the drawing with its path marked to this file", HelpName = "file" };

    public ProcessShowCommand()
        : base("show", "Show an instance of a process: where it stands, what became of its tasks") =>
        Takes(_id, _drawing);

    /// <inheritdoc/>
    public override string Details => """
        With --json also input, context and output, to who may see content; that they were read is recorded. Needs an operator's key.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley process show p-1m811502j0000", "parley process show p-1m811502j0000 --drawing path.svg"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string path = ServerCalls.Address($"v1/processes/instances/{parsed.GetRequiredValue(_id)}");
        ServerAnswer answer = await client.GetAsync(path, cancellationToken);
        if (answer.IsGood && parsed.GetValue(_drawing) is { } file)
        {
            ServerAnswer drawing = await client.GetAsync(path + "/drawing", cancellationToken);
            if (drawing.Status != 200)
            {
                return drawing.Report(output);
            }

            await OutputFile.WriteAsync(file, drawing.Body, cancellationToken);
        }

        return answer.Show(output, instance => Print(output, instance));
    }

    private static void Print(Output output, JsonObject instance)
    {
        if (instance["contentErased"] is { } erased)
        {
            instance["content"] = $"erased {MemberList.Text(erased)}: {instance["contentErasedWhy"]}";
        }

        if (ErrorOf(instance) is { } error)
        {
            instance["error"] = error;
        }

        MemberList.Write(output, instance, s_members);
        foreach (JsonNode? entry in instance["history"] as JsonArray ?? [])
        {
            output.Line($"  {MemberList.Text(entry!["at"])}  {entry["what"],-10} {entry["task"]}{entry["occurrence"]}");
        }
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
