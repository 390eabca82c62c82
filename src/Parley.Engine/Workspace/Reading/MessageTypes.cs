using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>The message types that a system declares, those whose translation is faulty included: they are known, but nothing is known of them.</summary>
internal sealed class MessageTypes
{
    private readonly Dictionary<string, MessageTypeDefinition?> _byName = new(StringComparer.Ordinal);

    /// <summary>Those that can be used.</summary>
    public IReadOnlyDictionary<string, MessageTypeDefinition> Usable =>
        _byName.Values.OfType<MessageTypeDefinition>().ToDictionary(m => m.Name, StringComparer.Ordinal);

    /// <summary>Adds a message type, or only its name when its translation is faulty.</summary>
    public void Add(string name, MessageTypeDefinition? definition) => _byName[name] = definition;

    /// <summary>The definition of a name; null when its translation is faulty or the name is unknown.</summary>
    public MessageTypeDefinition? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    /// <summary>A required key that names a message type which must be readable.</summary>
    public string? Readable(YamlMap map, string key) => Read(map, key, m => m.Translation.CanRead, "messages of this type come in, but its translation cannot read them");

    /// <summary>A required key that names a message type which must be writable.</summary>
    public string? Writable(YamlMap map, string key) => Read(map, key, m => m.Translation.CanWrite, "messages of this type go out, but its translation cannot write them");

    private string? Read(YamlMap map, string key, Func<MessageTypeDefinition, bool> suits, string otherwise)
    {
        if (map.Require(key) is not { } node || !node.TryAs(YamlForms.Name, key, out string name))
        {
            return null;
        }

        if (!_byName.TryGetValue(name, out MessageTypeDefinition? definition))
        {
            node.Report(WorkspaceIssues.UnknownMessageType, $"there is no message type '{name}'{YamlForms.DidYouMean(name, _byName.Keys)}");
            return null;
        }

        if (definition is not null && !suits(definition))
        {
            node.Report(WorkspaceIssues.WrongDirection, $"'{name}': {otherwise}");
        }

        return name;
    }
}
