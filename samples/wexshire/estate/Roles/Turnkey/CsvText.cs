using System.Text;

namespace Wexshire.Estate.Roles.Turnkey;

/// <summary>Turnkey's files: comma, every field in double quotes, CR LF, windows-1252, a header line.</summary>
internal static class CsvText
{
    public static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public static string Write(params IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>The rows of a file, quotes taken off; null when a quote is never closed.</summary>
    public static List<List<string>>? Read(string text)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                quoted = c != '"' || (i + 1 < text.Length && text[i + 1] == '"');
                if (quoted)
                {
                    field.Append(c);
                    i += c == '"' ? 1 : 0;
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == ',')
            {
                Take(row, field);
            }
            else if (c == '\n')
            {
                Take(row, field);
                rows.Add(row);
                row = [];
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }

        if (field.Length > 0 || row.Count > 0)
        {
            Take(row, field);
            rows.Add(row);
        }

        return quoted ? null : rows;
    }

    private static void Take(List<string> row, StringBuilder field)
    {
        row.Add(field.ToString());
        field.Clear();
    }
}
