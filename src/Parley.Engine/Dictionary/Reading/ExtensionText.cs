using Parley.Engine.Issues;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Dictionary.Reading;

/// <summary>Reads the text of a workspace's dictionary file, by the reader that all workspace files are read with.</summary>
internal static class ExtensionText
{
    /// <summary>The document of a file, or nothing, with issues, when it cannot be used.</summary>
    public static IEnumerable<YamlElement> Read(string path, string text, IssueSink issues) =>
        YamlText.TryParse(path, text, issues) is { } map ? [ElementOf(map)] : [];

    private static YamlElement ElementOf(YamlNode node) => node switch
    {
        YamlMap map => YamlElement.Map(
            map.Position, [.. map.Entries.Select(e => (YamlElement.Scalar(e.KeyPosition, e.Key), ElementOf(e.Value)))]),
        YamlList list => YamlElement.List(list.Position, [.. list.Items.Select(ElementOf)]),
        YamlScalar scalar => YamlElement.Scalar(scalar.Position, scalar.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.Description, "not a node of a file"),
    };
}
