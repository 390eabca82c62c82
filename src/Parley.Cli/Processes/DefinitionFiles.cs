using Parley.Cli.Input;
using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli.Processes;

/// <summary>Definitions read from files.</summary>
internal static class DefinitionFiles
{
    /// <summary>Reads a file.</summary>
    /// <returns>The definition; null when there are errors.</returns>
    public static async Task<ProcessDefinition?> ReadAsync(string file, IssueSink issues, CancellationToken cancellationToken)
    {
        byte[] content = await InputFile.BytesAsync(file, cancellationToken);
        return YamlText.Decode(file, content, issues) is { } text ? ProcessReader.Read(file, text, issues) : null;
    }

    /// <summary>The lines of a file, for showing the place of an issue.</summary>
    public static IReadOnlyList<string>? Lines(string file) => File.Exists(file) ? File.ReadAllLines(file) : null;
}
