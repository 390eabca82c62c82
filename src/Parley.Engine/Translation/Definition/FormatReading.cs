using Parley.Engine.Formats;
using Parley.Engine.Formats.Csv;
using Parley.Engine.Formats.FixedWidth;
using Parley.Engine.Formats.Json;
using Parley.Engine.Formats.Xml;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Paths;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Translation.Definition;

/// <summary>A format as a translation declares it.</summary>
internal sealed record FormatReading(MessageFormat Format, IReadOnlyDictionary<string, string> Namespaces, FieldPath Root)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>Reads the key <c>format</c> of a file.</summary>
    public static FormatReading? Read(YamlMap file) => file.Require("format") is { } node ? Read(node) : null;

    /// <summary>Reads a format: its name, or a map of its name to its options.</summary>
    public static FormatReading? Read(YamlNode node)
    {
        string name;
        YamlMap? options = null;
        SourcePosition position = node.Position;
        switch (node)
        {
            case YamlScalar scalar:
                name = scalar.Text;
                break;
            case YamlMap { Entries: [var only] } map:
                map.Find(only.Key);
                name = only.Key;
                options = only.Value.IsNull ? null : only.Value.AsMap(name);
                break;
            default:
                node.Report(TranslationIssues.Malformed, "a format is a name, or a map of one name to its options");
                return null;
        }

        FormatReading? format = name switch
        {
            "json" or "ndjson" => new FormatReading(new JsonFormat(), None, FieldPath.Self),
            "xml" => Xml(options, node),
            "csv" or "tsv" => Csv(options, name == "tsv" ? '\t' : ',', node),
            "fixed" => Fixed(options, node),
            _ => null,
        };
        if (format is null && name is not ("xml" or "fixed" or "csv" or "tsv"))
        {
            node.Issues.Add(TranslationIssues.UnknownFormat, $"'{name}' is no format; known: json, ndjson, xml, csv, tsv, fixed", position);
        }

        options?.ReportUnknownKeys();
        return format;
    }

    private static FormatReading? Xml(YamlMap? options, YamlNode node)
    {
        string? rootText = options?.Optional("root", YamlForms.Text, "");
        if (string.IsNullOrEmpty(rootText))
        {
            node.Report(TranslationIssues.Malformed, "XML needs its document element: format: { xml: { root: Name } }");
            return null;
        }

        if (!FieldPath.TryParse(rootText, out FieldPath? root, out string? fault))
        {
            node.Report(TranslationIssues.BadPath, fault);
            return null;
        }

        Dictionary<string, string> namespaces = [];
        foreach (YamlEntry entry in options!.Map("namespaces")?.Entries ?? [])
        {
            if (entry.Value.TryAs(YamlForms.Text, entry.Key, out string uri))
            {
                namespaces[entry.Key == "default" ? "" : entry.Key] = uri;
            }
        }

        string each = options.Optional("each", YamlForms.Text, "");
        XmlFormat format = new()
        {
            Namespaces = namespaces,
            Encoding = options.Optional("encoding", YamlForms.Text, "utf-8"),
            Declaration = options.Optional("declaration", YamlForms.Bool, true),
            EmbeddedAsCData = options.Optional("cdata", YamlForms.Bool, false),
            Each = each.Length == 0 ? null : each,
        };
        return new FormatReading(format, namespaces, root);
    }

    private static FormatReading? Csv(YamlMap? options, char delimiter, YamlNode node)
    {
        if (options is null)
        {
            return new FormatReading(new CsvFormat { Delimiter = delimiter }, None, FieldPath.Self);
        }

        string own = options.Optional("delimiter", YamlForms.AnyText, delimiter.ToString());
        string quote = options.Optional("quote", YamlForms.AnyText, "\"");
        CsvFormat format = new()
        {
            Delimiter = own == "tab" ? '\t' : own.Length == 1 ? own[0] : delimiter,
            Quote = quote.Length == 1 ? quote[0] : '"',
            Header = options.Optional("header", YamlForms.Bool, true),
            Columns = options.Values("columns", YamlForms.Text),
            Encoding = options.Optional("encoding", YamlForms.Text, "utf-8"),
            NewLine = options.Optional("newline", YamlForms.OneOf("crlf", "lf"), "crlf") == "lf" ? "\n" : "\r\n",
            QuoteAll = options.Optional("quote-all", YamlForms.Bool, false),
            Trim = options.Optional("trim", YamlForms.Bool, false),
            WholeFile = options.Optional("whole-file", YamlForms.Bool, false),
            Group = options.Values("group", YamlForms.Text),
            Parts = [.. (options.Map("parts")?.Entries ?? []).Select(p => new CsvPart(p.Key, Texts(p.Value, p.Key)))],
            MostRows = options.Optional("most-rows", YamlForms.Int(1, 1_000_000), RowGroups.MostRows),
        };
        string? fault = FaultOf(format);
        if (fault is not null)
        {
            node.Report(TranslationIssues.Malformed, fault);
        }

        return fault is null ? new FormatReading(format, None, FieldPath.Self) : null;
    }

    // A name may stand for a list of one.
    private static IReadOnlyList<string> Texts(YamlNode node, string key) =>
        node is YamlList list ? list.As(YamlForms.Text, key) : node.TryAs(YamlForms.Text, key, out string one) ? [one] : [];

    private static string? FaultOf(CsvFormat format)
    {
        string[] keys = [.. format.Group, .. format.Parts.SelectMany(p => p.Columns)];
        string? stranger = format.Columns.Count == 0 ? null : keys.FirstOrDefault(k => !format.Columns.Contains(k));
        return !format.Header && format.Columns.Count == 0 ? "rows without a header need 'columns'"
            : format.Parts.Count > 0 && format.Group.Count == 0 ? "'parts' are those of a message of several rows, which needs 'group'"
            : format.Parts.Any(p => p.Columns.Count == 0) ? "each of the 'parts' names the columns that its rows share"
            : format.Group.Count > 0 && format.WholeFile ? "'group' and 'whole-file' are two ways to say what a message is; one of them is enough"
            : stranger is not null ? $"there is no column '{stranger}' by which rows could be grouped"
            : null;
    }

    private static string? FaultOf(FixedWidthFormat format)
    {
        (FixedLine Line, string Field)? lacking = format.Lines
            .SelectMany(l => format.Group.Where(g => l.Fields.All(f => f.Name != g)).Select(g => ((FixedLine, string)?)(l, g)))
            .FirstOrDefault();
        return lacking is { } lack ? $"lines are grouped by '{lack.Field}', and '{lack.Line.Name}' has no such field"
            : format.Begins.Length > 0 && format.Lines.All(l => l.Name != format.Begins) ? $"there is no line '{format.Begins}' that a message could begin with"
            : null;
    }

    private static FormatReading? Fixed(YamlMap? options, YamlNode node)
    {
        if (options is null)
        {
            node.Report(TranslationIssues.Malformed, "fixed width needs its fields: format: { fixed: { fields: { name: [start, length] } } }");
            return null;
        }

        List<FixedLine> lines = [];
        IReadOnlyList<string> group = options.Values("group", YamlForms.Text);
        if (options.Map("fields") is { } fields)
        {
            lines.Add(new FixedLine(group.Count > 0 ? FixedWidthFormat.Line : "", null, Fields(fields)));
        }

        foreach (YamlMap line in options.Maps("lines"))
        {
            string name = line.Optional("name", YamlForms.Text, "");
            FixedTag? tag = line.Map("tag") is { } tagged
                ? new FixedTag(tagged.Required("start", YamlForms.Int(1, 100_000)), tagged.Required("length", YamlForms.Int(1, 1000)), tagged.Required("value", YamlForms.AnyText) ?? "")
                : null;
            lines.Add(new FixedLine(name, tag, line.RequiredMap("fields") is { } own ? Fields(own) : []));
            line.ReportUnknownKeys();
        }

        FixedWidthFormat format = new()
        {
            Lines = lines,
            Encoding = options.Optional("encoding", YamlForms.Text, "us-ascii"),
            NewLine = options.Optional("newline", YamlForms.OneOf("crlf", "lf"), "lf") == "lf" ? "\n" : "\r\n",
            TrimEnd = options.Optional("trim-end", YamlForms.Bool, false),
            Group = group,
            Begins = options.Optional("begins", YamlForms.Text, ""),
            MostLines = options.Optional("most-lines", YamlForms.Int(1, 1_000_000), RowGroups.MostRows),
        };
        string? fault = FaultOf(format);
        if (fault is not null)
        {
            node.Report(TranslationIssues.Malformed, fault);
        }

        return fault is null ? new FormatReading(format, None, FieldPath.Self) : null;
    }

    // A field is [start, length], or a map with start, length, pad and align.
    private static List<FixedField> Fields(YamlMap map)
    {
        List<FixedField> fields = [];
        foreach (YamlEntry entry in map.Entries)
        {
            map.Find(entry.Key);
            if (entry.Value is YamlList list)
            {
                IReadOnlyList<int> numbers = list.As(YamlForms.Int(1, 100_000), entry.Key);
                if (numbers.Count == 2)
                {
                    fields.Add(new FixedField(entry.Key, numbers[0], numbers[1], ' ', false));
                    continue;
                }

                list.Report(TranslationIssues.Malformed, $"the field '{entry.Key}' needs its start and its length");
            }
            else if (entry.Value.AsMap(entry.Key) is { } options)
            {
                string pad = options.Optional("pad", YamlForms.AnyText, " ");
                fields.Add(new FixedField(
                    entry.Key,
                    options.Required("start", YamlForms.Int(1, 100_000)),
                    options.Required("length", YamlForms.Int(1, 100_000)),
                    pad.Length == 1 ? pad[0] : ' ',
                    options.Optional("align", YamlForms.OneOf("left", "right"), "left") == "right"));
                options.ReportUnknownKeys();
            }
        }

        return fields;
    }
}
