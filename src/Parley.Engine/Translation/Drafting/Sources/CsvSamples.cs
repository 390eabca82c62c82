using System.Globalization;
using System.Text;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Formats;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Drafting.Sources;

/// <summary>Reads the columns of delimited rows: finds the delimiter, whether there is a header, and the encoding.</summary>
internal static class CsvSamples
{
    private const int MostRows = 500;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    public static SourceMessage? Read(IReadOnlyList<DraftFile> files, IssueSink issues)
    {
        string encoding = files.All(f => TextEncodings.FirstInvalid(f.Content.Span) < 0) ? "utf-8" : "windows-1252";
        if (TextEncodings.Find(encoding) is not { } decoder)
        {
            return null;
        }

        string[] texts = [.. files.Select(f => decoder.GetString(f.Content.Span).TrimStart('\uFEFF'))];
        char delimiter = Delimiters.MaxBy(d => Rows(texts[0], d).Take(5).Min(r => r.Count));
        List<List<string>> rows = [.. texts.SelectMany(t => Rows(t, delimiter)).Take(MostRows)];
        if (rows.Count == 0 || rows[0].Count < 2)
        {
            issues.Add(DraftIssues.Unreadable, "no delimiter was found that makes columns", new SourcePosition(files[0].Path, 1, 1));
            return null;
        }

        bool header = LooksLikeHeader(rows[0]);
        string[] columns = [.. rows[0].Select((name, i) => header ? name.Trim() : "c" + (i + 1).ToString(CultureInfo.InvariantCulture))];
        SourceField root = new("");
        foreach (List<string> row in rows.Where(r => !header || !r.SequenceEqual(rows[0])))
        {
            for (int i = 0; i < columns.Length && i < row.Count; i++)
            {
                root.Child(columns[i]).AddValue(row[i]);
            }
        }

        List<string> options = [];
        if (delimiter is not (',' or '\t'))
        {
            options.Add($"delimiter: \"{delimiter}\"");
        }

        if (!header)
        {
            options.Add("header: false");
            options.Add($"columns: [{string.Join(", ", columns)}]");
        }

        if (encoding != "utf-8")
        {
            options.Add($"encoding: {encoding}");
        }

        string name = delimiter == '\t' ? "tsv" : "csv";
        SourceMessage message = new(root, options.Count == 0 ? name : $"{{ {name}: {{ {string.Join(", ", options)} }} }}", [.. files.Select(f => Path.GetFileNameWithoutExtension(f.Path))]);
        if (!header)
        {
            message.Notes.Add("the file has no header: columns are named c1, c2, … and were told by their values alone; give them names");
        }

        return message;
    }

    // Names are short, each different, and none of them is a number, a date or an identifier.
    private static bool LooksLikeHeader(List<string> row) =>
        row.Distinct(StringComparer.Ordinal).Count() == row.Count
        && row.TrueForAll(c => c.Trim().Length is > 0 and < 50 && char.IsLetter(c.Trim()[0]) && !c.Contains('\n', StringComparison.Ordinal)
            && IdentifierKind.Find("postcode")!.Parse(c).Fault != IdentifierFault.None && !HasManyDigits(c));

    private static bool HasManyDigits(string text) => text.Count(char.IsAsciiDigit) > 2;

    private static IEnumerable<List<string>> Rows(string text, char delimiter)
    {
        List<string> row = [];
        StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(text[++i]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c == delimiter)
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else if (!quoted && c == '\n')
            {
                row.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (row.Count > 1 || row[0].Length > 0)
                {
                    yield return row;
                }

                row = [];
            }
            else
            {
                cell.Append(c);
            }
        }

        if (row.Count > 0 || cell.Length > 0)
        {
            row.Add(cell.ToString());
            yield return row;
        }
    }
}
