using Parley.Engine.Issues;
using Parley.Engine.Processes.Reading;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes;

/// <summary>Reads definitions: the CNCF Serverless Workflow DSL, version 1.0, as YAML or JSON. What is not supported is said here, with its place.</summary>
public static class ProcessReader
{
    /// <summary>Reads a definition.</summary>
    /// <param name="path">The file's path as the user knows it.</param>
    /// <param name="text">The text.</param>
    /// <param name="issues">Takes what is wrong.</param>
    /// <returns>The definition; null when there is an error.</returns>
    public static ProcessDefinition? Read(string path, string text, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        IssueSink found = new();
        YamlMap? root = YamlText.TryParse(path, text, found);
        ProcessDefinition? definition = root is null ? null : new DefinitionReader(root, found).Read();
        issues.AddRange(found.Issues);
        return found.HasErrors ? null : definition;
    }
}
