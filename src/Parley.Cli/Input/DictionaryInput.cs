using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;
using Parley.Server.Operations;

namespace Parley.Cli.Input;

/// <summary>The dictionary that a command works with: the built-in one, with what a workspace adds to it.</summary>
internal static class DictionaryInput
{
    /// <summary>Reads the dictionary. Only its own files count: a fault elsewhere in the workspace keeps nobody from looking something up.</summary>
    /// <param name="workspace">The workspace that the user named; null for the nearest one upwards, if there is one.</param>
    /// <param name="issues">What is wrong with the extensions.</param>
    public static PoleDictionary Read(string? workspace, IssueSink issues)
    {
        string? folder = workspace is null ? WorkspaceFolder.FindRoot(Directory.GetCurrentDirectory()) : WorkspaceInput.Locate(workspace);
        if (folder is null)
        {
            return BuiltInDictionary.BuiltIn;
        }

        List<(string, string)> extensions = [];
        foreach (WorkspaceFile file in WorkspaceFolder.Load(folder, issues, withSamples: false))
        {
            bool isExtension = file.Path.StartsWith("dictionary/", StringComparison.Ordinal) && file.Path.EndsWith(".yaml", StringComparison.Ordinal);
            if (isExtension && YamlText.Decode(file.Path, file.Content.Span, issues) is { } text)
            {
                extensions.Add((file.Path, text));
            }
        }

        return BuiltInDictionary.Extend(BuiltInDictionary.BuiltIn, extensions, issues);
    }
}
