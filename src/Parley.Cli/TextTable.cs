using System.Text.Json.Nodes;

namespace Parley.Cli;

/// <summary>Rows as aligned columns of text.</summary>
internal static class TextTable
{
    private const int MostWidth = 60;

    /// <summary>Writes rows that have the same keys; a column that is empty throughout is left out.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="head">Whether the keys stand above the columns.</param>
    public static void Write(Output output, IReadOnlyList<JsonObject> rows, bool head = false)
    {
        if (rows.Count == 0)
        {
            return;
        }

        string[] keys = [.. rows[0].Select(c => c.Key).Where(k => rows.Any(r => Text(r, k).Length > 0))];
        int[] widths = [.. keys.Select(k => Math.Min(MostWidth, Math.Max(head ? k.Length : 0, rows.Max(r => Text(r, k).Length))))];
        if (head)
        {
            output.Line(Line(keys, k => k.ToUpperInvariant(), widths));
        }

        foreach (JsonObject row in rows)
        {
            output.Line(Line(keys, k => Text(row, k), widths));
        }
    }

    private static string Line(string[] keys, Func<string, string> text, int[] widths) =>
        string.Join("  ", keys.Select((k, i) => i == keys.Length - 1 ? text(k) : text(k).PadRight(widths[i]))).TrimEnd();

    private static string Text(JsonObject row, string key) => row[key]?.ToString() ?? "";
}
