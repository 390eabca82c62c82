using Parley.Engine.Formats;
using Parley.Engine.Formats.Csv;
using Parley.Engine.Formats.FixedWidth;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Checks;

/// <summary>TRN001: whether the paths of a translation lead to something that its rows or lines can hold.</summary>
internal static class RowShapes
{
    /// <summary>Reports what rows or lines cannot hold.</summary>
    /// <param name="format">The format of a message, or of a document that a field carries.</param>
    /// <param name="root">Where the paths start from; frozen.</param>
    /// <param name="position">Where to report.</param>
    /// <param name="issues">Takes the faults.</param>
    public static void Report(MessageFormat format, Shape root, SourcePosition position, IssueSink issues)
    {
        IEnumerable<(Shape Shape, string Fault)> faults = format switch
        {
            CsvFormat csv => Faults(csv, root),
            FixedWidthFormat lines => Faults(lines, root),
            _ => [],
        };
        foreach ((Shape shape, string fault) in faults)
        {
            issues.Add(TranslationIssues.Malformed, fault, position, shape.Path);
        }
    }

    private static IEnumerable<(Shape Shape, string Fault)> Faults(CsvFormat format, Shape root)
    {
        Shape?[] levels = format.Group.Count > 0 ? format.Levels(root) : [format.WholeFile ? root.Find(CsvFormat.Row, null, false) : root];
        if (format.WholeFile)
        {
            foreach (Shape stray in root.Children.Where(c => !levels.Contains(c)))
            {
                yield return (stray, $"with 'whole-file' each field is one of a row: {CsvFormat.Row}[].{stray.Name}");
            }
        }

        foreach (Shape column in levels.SelectMany(l => l?.Children ?? []).Where(c => !levels.Contains(c)))
        {
            int times = format.Columns.Count(c => c == column.Name);
            if (column.Children.Count > 0 && column.Embedded is null)
            {
                yield return (column, $"a row holds values and nothing nested, so there is no '{column.Children[0].Path}'; 'group' and 'whole-file' make a message of several rows");
            }
            else if (format.Columns.Count > 0 && times == 0)
            {
                yield return (column, $"'{column.Name}' is none of the columns: {string.Join(", ", format.Columns)}");
            }
            else if (times > 1 && column.Repeats == 0)
            {
                yield return (column, $"there are {times} columns '{column.Name}'; say which is meant: {column.Name}[0]");
            }
        }
    }

    private static IEnumerable<(Shape Shape, string Fault)> Faults(FixedWidthFormat format, Shape root)
    {
        foreach (Shape child in root.Children)
        {
            FixedLine? line = format.Lines.FirstOrDefault(l => l.Name.Length > 0 && l.Name == child.Name);
            FixedLine[] holders = [.. format.Lines.Where(l => l.Name.Length == 0 || format.Group.Count > 0)];
            foreach ((Shape Shape, string Fault) fault in line is null ? Field(child, holders) : child.Children.SelectMany(f => Field(f, [line])))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<(Shape Shape, string Fault)> Field(Shape shape, FixedLine[] lines)
    {
        if (!lines.Any(l => l.Fields.Any(f => f.Name == shape.Name)))
        {
            yield return (shape, $"the layout has no '{shape.Path}'");
        }
        else if (shape.Repeats > 0 || (shape.Children.Count > 0 && shape.Embedded is null))
        {
            yield return (shape, $"a field of a line is one value: '{shape.Path}' neither repeats nor has fields of its own");
        }
    }
}
