using Parley.Engine.Issues;

namespace Parley.Engine.Workspace.Yaml;

/// <summary>A key of a map with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyPosition">Where the key stands.</param>
/// <param name="Value">The value.</param>
public sealed record YamlEntry(string Key, SourcePosition KeyPosition, YamlNode Value);
