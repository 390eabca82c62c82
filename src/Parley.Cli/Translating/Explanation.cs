using System.Text.Json.Nodes;
using Parley.Engine.Dictionary;
using Parley.Engine.Translation;

namespace Parley.Cli.Translating;

/// <summary>Says, field by field, where each value of a translated message came from.</summary>
internal static class Explanation
{
    private const int MostText = 60;

    /// <summary>A line for each value: output field, attribute, input field.</summary>
    /// <param name="bundle">The bundle between the two.</param>
    /// <param name="read">What the translation in did.</param>
    /// <param name="written">What the translation out did; nothing when the output is the dictionary's own JSON.</param>
    public static IEnumerable<JsonObject> Of(Bundle bundle, TranslationTrace read, TranslationTrace written) => written.Steps.Count == 0
        ? read.Steps.Select(s => Line(bundle, null, s))
        : written.Steps.Select(s => Line(bundle, s, read.Steps.FirstOrDefault(i => i.Record == s.Record && ReferenceEquals(i.Attribute, s.Attribute) && i.Value == s.Value)
            ?? read.Steps.FirstOrDefault(i => i.Record == s.Record && ReferenceEquals(i.Attribute, s.Attribute))));

    /// <summary>A line as text.</summary>
    public static string ToText(JsonObject line)
    {
        List<string> parts = [];
        if (line["to"] is { } to)
        {
            parts.Add($"{to} = {line["toText"]} ({line["toHow"]})");
        }

        parts.Add($"{line["attribute"]} = {line["value"]}");
        if (line["from"] is { } from)
        {
            parts.Add(from.ToString().Length == 0 ? $"({line["fromHow"]})" : $"{from} = {line["fromText"]} ({line["fromHow"]})");
        }

        return string.Join("  <-  ", parts);
    }

    private static JsonObject Line(Bundle bundle, TraceStep? written, TraceStep? read)
    {
        TraceStep step = written ?? read!;
        JsonObject line = new()
        {
            ["attribute"] = $"{bundle.Records[step.Record].Type.Name}[{step.Record}].{step.Attribute.Name}",
            ["value"] = Short(step.Value.ToString()),
        };
        if (written is not null)
        {
            line["to"] = written.Field;
            line["toText"] = Short(written.Text);
            line["toHow"] = written.How;
        }

        if (read is not null)
        {
            line["from"] = read.Field;
            line["fromText"] = Short(read.Text);
            line["fromHow"] = read.How;
        }

        return line;
    }

    private static string Short(string text) => text.Length <= MostText ? text : text[..(MostText - 1)] + "…";
}
