using System.Text;
using Parley.Cli.Input;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli.Explaining;

/// <summary>What if: a draft taken as signed by all and in force, an agreement left out.</summary>
/// <param name="Draft">The draft's file, or null.</param>
/// <param name="Without">The agreement that is left out, or null.</param>
internal sealed record Hypothesis(string? Draft, string? Without)
{
    /// <summary>Whether anything is supposed at all.</summary>
    public bool IsAny => Draft is not null || Without is not null;

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

        // Read with the workspace around it: an agreement means nothing without its organisations and dictionary. It takes the place of the one it
        // names itself to be, whatever its file is called; that one's signatures and state are of another text.
        byte[] content = InputFile.Bytes(Draft);
        string id = NameIn(content) ?? Path.GetFileNameWithoutExtension(Draft);
        string own = $"agreements/{id}.";
        IssueSink issues = new();
        LoadedWorkspace? read = WorkspaceReader.Read(
            [.. input.Files.Where(f => !f.Path.StartsWith(own, StringComparison.Ordinal)), new WorkspaceFile(own + "yaml", content)], issues, null);
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
            Signatures = [],
            Stop = null,
            Agreement = agreement with { Start = DateOnly.MinValue, End = DateOnly.MaxValue },
        };
        return agreements;
    }

    private static string? NameIn(byte[] content)
    {
        string? line = Encoding.UTF8.GetString(content).Split('\n').FirstOrDefault(l => l.StartsWith("agreement:", StringComparison.Ordinal));
        string? name = line?["agreement:".Length..].Split('#')[0].Trim().Trim('"', '\'');
        return name is not null && YamlForms.IsName(name) ? name : null;
    }
}
