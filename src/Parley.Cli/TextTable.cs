using System.Text.Json.Nodes;

namespace Parley.Cli;

/// <summary>Rows as aligned columns of text.</summary>
internal static class TextTable
{
    private const int MostWidth = 36;

    /// <summary>Writes rows that have the same keys; a column that is empty throughout is left out.</summary>
    public static void Write(Output output, IReadOnlyList<JsonObject> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        string[] keys = [.. rows[0].Select(c => c.Key).Where(k => rows.Any(r => Text(r, k).Length > 0))];
        int[] widths = [.. keys.Select(k => Math.Min(MostWidth, rows.Max(r => Text(r, k).Length)))];
        foreach (JsonObject row in rows)
        {
            IEnumerable<string> cells = keys.Select((k, i) => i == keys.Length - 1 ? Text(row, k) : Text(row, k).PadRight(widths[i]));
            output.Line(string.Join("  ", cells).TrimEnd());
        }
    }

    private static string Text(JsonObject row, string key) => row[key]?.ToString() ?? "";
}
