using System.Buffers;
using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Json;

/// <summary>
/// The dictionary's own JSON, <c>pole</c>: a bundle as <c>{"dictionary", "message", "records": [{"id", "type", "role", "attributes"}],
/// "links": [{"from", "role", "to"}]}</c>. What is written is read back the same; docs/reference/pole-json.md gives every form.
/// </summary>
public static class PoleJson
{
    /// <summary>Writes a bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="output">Takes the JSON, UTF-8 without white space.</param>
    /// <param name="dictionaryVersion">The version to name; that of the built-in dictionary when null.</param>
    public static void Write(Bundle bundle, IBufferWriter<byte> output, string? dictionaryVersion = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(output);
        PoleJsonWriter.Write(bundle, output, dictionaryVersion ?? BuiltInDictionary.BuiltIn.Version);
    }

    /// <summary>Reads a bundle, strictly: nothing unknown, nothing twice, no form but those that are written.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="dictionary">The dictionary to read by.</param>
    /// <param name="issues">Takes the faults, codes DIC5xx, with line and column in bytes.</param>
    /// <returns>What could be read; null when the bytes are not JSON or no object.</returns>
    public static Bundle? Read(ReadOnlySpan<byte> utf8, PoleDictionary dictionary, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        ArgumentNullException.ThrowIfNull(issues);
        return new PoleJsonReader(utf8, dictionary, issues).Read();
    }
}
