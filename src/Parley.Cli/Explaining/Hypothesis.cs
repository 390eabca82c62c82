using Parley.Cli.Input;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;

namespace Parley.Cli.Explaining;

/// <summary>What if: a draft taken as signed by all and in force, an agreement left out.</summary>
/// <param name="Draft">The draft's file, or null.</param>
/// <param name="Without">The agreement that is left out, or null.</param>
internal sealed record Hypothesis(string? Draft, string? Without)
{
    /// <summary>The agreements under the hypothesis; null when the draft has faults, which are said.</summary>
    public IReadOnlyDictionary<string, AgreementStanding>? Apply(WorkspaceInput input, LoadedWorkspace workspace, Output output)
    {
        Dictionary<string, AgreementStanding> agreements = new(workspace.Agreements, StringComparer.Ordinal);
        if (Without is not null && !agreements.Remove(Without))
        {
            throw new UsageException($"--without: there is no agreement '{Without}'");
        }

        if (Draft is null)
        {
            return agreements;
        }

        if (!File.Exists(Draft))
        {
            throw new UsageException($"there is no file {Draft}");
        }

        // Read with the workspace around it: an agreement means nothing without its organisations and dictionary.
        string path = "agreements/" + Path.GetFileName(Draft);
        string id = Path.GetFileNameWithoutExtension(Draft);
        IssueSink issues = new();
        LoadedWorkspace? read = WorkspaceReader.Read(
            [.. input.Files.Where(f => f.Path != path), new WorkspaceFile(path, File.ReadAllBytes(Draft))], issues, null);
        if (issues.HasErrors || read is null || !read.Agreements.TryGetValue(id, out AgreementStanding? standing))
        {
            new IssuePrinter(output, output.Notes).Print(issues.Issues, _ => null);
            output.Note($"parley: the draft {Draft} has faults");
            return null;
        }

        AgreementDefinition agreement = standing.Agreement;
        agreements[id] = standing with
        {
            Missing = [],
            Stop = null,
            Agreement = agreement with { Start = DateOnly.MinValue, End = DateOnly.MaxValue },
        };
        return agreements;
    }
}
