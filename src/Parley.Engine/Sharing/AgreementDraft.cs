using Parley.Engine.Issues;
using Parley.Engine.Sharing.Reading;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Sharing;

/// <summary>Reads an agreement that is not, or not so, in a workspace: a draft, or an earlier edition.</summary>
public static class AgreementDraft
{
    /// <summary>Reads a text against a workspace's dictionary, organisations, groups and rules.</summary>
    /// <param name="path">The file's path as the user knows it.</param>
    /// <param name="text">The text.</param>
    /// <param name="workspace">The workspace whose names it uses.</param>
    /// <param name="issues">Takes all that is wrong.</param>
    /// <returns>The agreement; null when there was an error.</returns>
    public static AgreementDefinition? Read(string path, string text, LoadedWorkspace workspace, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(issues);
        IssueSink found = new();
        YamlMap? map = YamlText.TryParse(path, text, found);
        SharingContext context = new(workspace.Dictionary, workspace.Organisations, workspace.Groups, workspace.Sharing);
        AgreementDefinition? agreement = map is null ? null : new AgreementReader(context, map).Read(null);
        issues.AddRange(found.Issues);
        return found.HasErrors ? null : agreement;
    }
}
