using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Cli.Commands.Replays;

/// <summary>A changed workspace to be run beside the one in force: a folder, or one changed file. Every shadow takes it so.</summary>
internal sealed class ChangedWorkspaceOptions
{
    private readonly Option<string?> _workspace = new("--workspace", "-w") { Description = "The changed workspace's folder", HelpName = "folder" };
    private readonly Option<string?> _file = new("--file", "-f") { Description = "Instead: one changed file of the workspace in force, by its path there", HelpName = "path" };
    private readonly Option<string?> _from = new("--from") { Description = "With --file: where its changed text is", HelpName = "file" };

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public IEnumerable<Option> All => [_workspace, _file, _from];

    /// <summary>Puts it into a request's body.</summary>
    public async Task AddToAsync(JsonObject body, ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        (string? folder, string? file, string? from) = (parsed.GetValue(_workspace), parsed.GetValue(_file), parsed.GetValue(_from));
        if (folder is not null && file is null && from is null)
        {
            body["files"] = Files(folder, output);
        }
        else if (folder is null && file is not null && from is not null)
        {
            body["file"] = file;
            body["text"] = await InputFile.TextAsync(from, cancellationToken);
        }
        else
        {
            throw new UsageException("give either --workspace, or --file with --from");
        }
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
}
