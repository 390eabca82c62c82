using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Cli.Commands;

/// <summary><c>parley replay shadow</c>: recorded traffic by a changed workspace, beside the one in force.</summary>
internal sealed class ReplayShadowCommand : ParleyCommand
{
    private readonly ReplayOptions _which = new();
    private readonly Option<string?> _workspace = new("--workspace", "-w") { Description = "The changed workspace's folder", HelpName = "folder" };
    private readonly Option<string?> _file = new("--file", "-f") { Description = "Instead: one changed file of the workspace in force, by its path there", HelpName = "path" };
    private readonly Option<string?> _from = new("--from") { Description = "With --file: where its changed text is", HelpName = "file" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ReplayShadowCommand()
        : base("shadow", "Run recorded traffic by a changed workspace, without effect, and report each difference")
    {
        _which.AddTo(this);
        foreach (Option option in new Option[] { _workspace, _file, _from, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        Each exchange is run twice, by the workspace in force and by the changed one; what comes out otherwise is said: the status, issues, attributes of records,
        links, decisions, fields of the messages to recipients. Nothing is stored or sent. Needs the right operate. The exit code is 1 when anything differs.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley replay shadow --workspace ../changed --system beacon --limit 500",
        "parley replay shadow --file systems/beacon/incident.yaml --from incident.yaml x-01hzy3k7w9abc",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        JsonObject body = _which.Body(parsed);
        (string? folder, string? file, string? from) = (parsed.GetValue(_workspace), parsed.GetValue(_file), parsed.GetValue(_from));
        if (folder is not null && file is null && from is null)
        {
            body["files"] = Files(folder, output);
        }
        else if (folder is null && file is not null && from is not null)
        {
            body["file"] = file;
            body["text"] = await TextAsync(from, cancellationToken);
        }
        else
        {
            throw new UsageException("give either --workspace, or --file with --from");
        }

        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        return ReplayOptions.Show(output, await ServerCalls.SendObjectAsync(client, HttpMethod.Post, "v1/replays/shadow", body, cancellationToken));
    }

    private static JsonObject Files(string folder, Output output)
    {
        IssueSink issues = new();
        IReadOnlyList<WorkspaceFile> files = WorkspaceFolder.Load(folder, issues, withSamples: false);
        if (issues.HasErrors)
        {
            foreach (Issue issue in issues.Issues)
            {
                output.Note(issue.ToString());
            }

            throw new UsageException($"the workspace {folder} cannot be read");
        }

        JsonObject all = [];
        foreach (WorkspaceFile file in files.Where(f => !f.Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase)))
        {
            all[file.Path] = Convert.ToBase64String(file.Content.Span);
        }

        return all;
    }

    private static async Task<string> TextAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {fault.Message}");
        }
    }
}
