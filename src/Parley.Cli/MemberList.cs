using System.Text.Json.Nodes;

namespace Parley.Cli;

/// <summary>The members of one thing as lines of text: its name, and what it says.</summary>
internal static class MemberList
{
    /// <summary>Writes those members that are there, in the order given.</summary>
    public static void Write(Output output, JsonObject one, params IEnumerable<string> names)
    {
        string[] there = [.. names.Where(n => Text(one[n]).Length > 0)];
        int width = there.Select(n => n.Length).DefaultIfEmpty().Max();
        foreach (string name in there)
        {
            output.Line($"{name.PadRight(width)}  {Text(one[name])}");
        }
    }

    /// <summary>A value for the eye: a list by its words, a moment to the second; --json has all of it.</summary>
    public static string Text(JsonNode? value)
    {
        string text = value is JsonArray list ? string.Join(", ", list.Select(Text)) : value?.ToString() ?? "";
        return text.Length > 19 && text[10] == 'T' && text[^1] == 'Z' && text[19] == '.' ? $"{text[..10]} {text[11..19]}Z" : text;
    }
}
