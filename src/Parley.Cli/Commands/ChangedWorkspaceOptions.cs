using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Cli.Commands;

/// <summary>A changed workspace to be run beside the one in force: a folder, or one changed file. Every shadow takes it so.</summary>
internal sealed class ChangedWorkspaceOptions
{
    private readonly Option<string?> _workspace = new("--workspace", "-w") { Description = "The changed workspace's folder", HelpName = "folder" };
    private readonly Option<string?> _file = new("--file", "-f") { Description = "Instead: one changed file of the workspace in force, by its path there", HelpName = "path" };
    private readonly Option<string?> _from = new("--from") { Description = "With --file: where its changed text is", HelpName = "file" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _workspace, _file, _from })
        {
            command.Options.Add(option);
        }
    }

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
            body["text"] = await TextAsync(from, cancellationToken);
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
