using Parley.Cli.Input;
using Parley.Engine.Issues;
using Parley.Engine.Linkage;
using Parley.Engine.Linkage.Columns;
using Parley.Engine.Linkage.Records;

namespace Parley.Cli.Linking;

/// <summary>Reads the records of a CSV file into a table.</summary>
internal static class LinkSource
{
    /// <summary>Reads a file.</summary>
    /// <returns>False, with errors reported, when the file lacks a column.</returns>
    public static bool Read(string path, int source, string idColumn, ColumnMap map, RecordTable table, IssueSink issues)
    {
        using FileStream stream = InputFile.Open(path, 1 << 16);
        CsvRows rows = CsvRows.Open(stream);
        if (!rows.Read())
        {
            issues.Add(LinkageIssues.MissingColumn, "the file is empty: it has no header", new SourcePosition(path, 1, 1));
            return false;
        }

        List<string> header = [.. Enumerable.Range(0, rows.Count).Select(i => rows[i].ToString())];
        int id = Find(header, idColumn, path, issues);
        int[] columns = [.. map.Columns.Select(c => Find(header, c.Column, path, issues))];
        if (id < 0 || columns.Contains(-1))
        {
            return false;
        }

        HashSet<string> known = new(StringComparer.Ordinal);
        while (rows.Read())
        {
            if (rows.Count != header.Count)
            {
                issues.Add(LinkageIssues.BadRow, $"the row has {rows.Count} values, the header {header.Count}", new SourcePosition(path, rows.Line, 1), losesData: true);
                continue;
            }

            string name = rows[id].ToString();
            if (name.Length == 0 || !known.Add(name))
            {
                issues.Add(LinkageIssues.BadId, name.Length == 0 ? "the record has no id" : $"the id {name} stands here again", new SourcePosition(path, rows.Line, 1), losesData: true);
                continue;
            }

            for (int c = 0; c < columns.Length; c++)
            {
                table.Set(c, rows[columns[c]]);
            }

            table.Add(name, source);
        }

        return true;
    }

    private static int Find(List<string> header, string column, string path, IssueSink issues)
    {
        int place = header.FindIndex(h => h.Equals(column, StringComparison.Ordinal));
        place = place < 0 ? header.FindIndex(h => h.Equals(column, StringComparison.OrdinalIgnoreCase)) : place;
        if (place < 0)
        {
            issues.Add(LinkageIssues.MissingColumn, $"there is no column '{column}'; columns: {string.Join(", ", header)}", new SourcePosition(path, 1, 1));
        }

        return place;
    }
}
