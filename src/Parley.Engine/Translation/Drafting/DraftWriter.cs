using System.Globalization;
using System.Text;
using Parley.Engine.Translation.Drafting.Sources;

namespace Parley.Engine.Translation.Drafting;

/// <summary>Writes the proposals as YAML, a line each with its comment, and remembers which line says what.</summary>
internal sealed class DraftWriter
{
    private const int CommentColumn = 60;
    private const int Doubtful = 65;

    private readonly StringBuilder _text = new();
    private readonly List<DraftLine> _lines = [];
    private readonly Dictionary<int, object> _meant = [];
    private int _line = 1;

    private DraftWriter()
    {
    }

    /// <summary>The text.</summary>
    public string Yaml => _text.ToString();

    public IReadOnlyList<DraftLine> Lines => _lines;

    /// <summary>What a line proposes: an attribute's match, a record or a link; null for none.</summary>
    public object? At(int line) => _meant.GetValueOrDefault(line);

    public static DraftWriter Write(
        string name, SourceMessage message, IReadOnlyList<ProposedRecord> records, IReadOnlyList<ProposedLink> links, IReadOnlyList<SourceField> unused, IReadOnlyList<string> decisions)
    {
        DraftWriter writer = new();
        writer.Head(name, message, decisions);
        foreach (ProposedRecord record in records)
        {
            writer.Record(record);
        }

        writer.Links(links);
        writer.Codes(records);
        writer.Unused(unused);
        return writer;
    }

    /// <summary>The path of a field from the message's root.</summary>
    public static string PathOf(SourceField field) =>
        field.Parent is null or { Parent: null, Name: "" } ? field.Segment : $"{PathOf(field.Parent)}.{field.Segment}";

    private void Head(string name, SourceMessage message, IReadOnlyList<string> decisions)
    {
        Line("# A draft: each line says how sure it is and why. What is marked 'decide' needs a person. Take the comments out when the line is right.");
        foreach (string decision in decisions)
        {
            Line("# decide: " + OneLine(decision));
        }

        Line($"translation: {name}");
        Line($"format: {message.Format}");
        Line("records:");
    }

    private void Record(ProposedRecord record)
    {
        _meant[_line] = record;
        string place = record.Place.Length == 0 ? "" : $"{(record.IsEach ? "each" : "at")} {record.Place}";
        Comment($"  {record.Name}:", record.Confidence, record.Why, new DraftLine(_line, record.Name, "", record.Place, record.Confidence, record.Why));
        Line($"    type: {record.Type.Name}");
        if (record.Parent is { } parent)
        {
            Line($"    in: {parent.Name}");
        }

        if (place.Length > 0)
        {
            _meant[_line] = record;
            Line($"    {(record.IsEach ? "each" : "at")}: {YamlWriting.Scalar(record.Place)}");
        }

        if (record.Attributes.Count == 0)
        {
            return;
        }

        Line("    attributes:");
        foreach (AttributeMatch match in record.Attributes)
        {
            _meant[_line] = match;
            string why = match.Spec.Decision is null || match.Confidence >= Doubtful ? match.Why : $"decide: {match.Why}";
            Comment($"      {match.Attribute.Name}: {Spec(record, match)}", match.Confidence, why, new DraftLine(_line, record.Name, match.Attribute.Name, match.Field.Path, match.Confidence, match.Why));
        }
    }

    private static string Spec(ProposedRecord record, AttributeMatch match)
    {
        string[] paths = [.. match.Field.Paths.Select(YamlWriting.Scalar)];
        IEnumerable<string> options = match.Spec.Options.Select(o => $"{o.Key}: {o.Yaml}");
        if (match.Spec.Codes is not null)
        {
            options = options.Append($"codes: {MapName(record, match)}");
        }

        if (record.Further.TryGetValue(match, out List<DraftField>? further) && further.Count > 0)
        {
            string all = $"[{string.Join(", ", paths.Concat(further.Select(f => YamlWriting.Scalar(f.Paths[0]))))}]";
            IEnumerable<string> kept = options.Where(o => !o.StartsWith("split", StringComparison.Ordinal) && !o.StartsWith("accept", StringComparison.Ordinal));
            return kept.Any() ? $"{{ at: {all}, {string.Join(", ", kept)} }}" : all;
        }

        string? place = match.Field.Kind switch
        {
            DraftFieldKind.DateAndTime => $"parts: {{ date: {paths[0]}, time: {paths[1]} }}",
            DraftFieldKind.LatitudeLongitude => $"coordinates: {{ latitude: {paths[0]}, longitude: {paths[1]} }}",
            DraftFieldKind.EastingNorthing => $"coordinates: {{ easting: {paths[0]}, northing: {paths[1]} }}",
            DraftFieldKind.Lines => $"join: [{string.Join(", ", paths)}]",
            DraftFieldKind.FeetAndInches => $"measure: {{ {paths[0]}: ft, {paths[1]}: in }}",
            _ => null,
        };
        return place is null && !options.Any() ? paths[0] : $"{{ {string.Join(", ", options.Prepend(place ?? $"at: {paths[0]}"))} }}";
    }

    private void Links(IReadOnlyList<ProposedLink> links)
    {
        if (links.Count == 0)
        {
            return;
        }

        Line("links:");
        foreach (ProposedLink link in links)
        {
            _meant[_line] = link;
            if (link.RoleField is not { } field)
            {
                Comment($"  - {{ from: {link.From.Name}, role: {link.Role.Name}, to: {link.To.Name} }}", link.Confidence, link.Why, null);
                continue;
            }

            Comment($"  - from: {link.From.Name}", link.Confidence, link.Why, null);
            Line($"    to: {link.To.Name}");
            Line("    role:");
            Line($"      at: {YamlWriting.Scalar(field.Paths[0])}");
            Line($"      default: {link.Role.Name}");
            Line("      codes:");
            foreach ((string value, Dictionary.LinkRole? role) in link.Roles)
            {
                _meant[_line] = link;
                Line($"        {Quoted(value)}: {role?.Name ?? link.Role.Name + "  # decide: no link role is like it"}");
            }
        }
    }

    private void Codes(IReadOnlyList<ProposedRecord> records)
    {
        var maps = records.SelectMany(r => r.Attributes.Where(a => a.Spec.Codes is not null).Select(a => (Record: r, Match: a))).ToArray();
        if (maps.Length == 0)
        {
            return;
        }

        Line("codes:");
        foreach ((ProposedRecord record, AttributeMatch match) in maps)
        {
            Line($"  {MapName(record, match)}:");
            foreach ((string code, string yaml, string comment) in match.Spec.Codes!)
            {
                _meant[_line] = match;
                Line($"    {Quoted(code)}: {yaml}".PadRight(CommentColumn) + "  # " + OneLine(comment));
            }
        }
    }

    private void Unused(IReadOnlyList<SourceField> unused)
    {
        if (unused.Count == 0)
        {
            return;
        }

        Line("unused:");
        foreach (SourceField field in unused)
        {
            string path = PathOf(field);
            string sample = field.KnownValues.Count == 0 ? "" : $"  # such as {OneLine(string.Join(", ", field.KnownValues.Take(3).Select(v => v.Length > 30 ? v[..30] + "…" : v)))}";
            _meant[_line] = field;
            _lines.Add(new DraftLine(_line, "", "", path, 0, "nobody decided yet"));
            Line($"  {YamlWriting.Scalar(path)}: nobody decided yet{sample}");
        }
    }

    private void Comment(string text, int confidence, string why, DraftLine? line)
    {
        if (line is not null)
        {
            _lines.Add(line);
        }

        string mark = confidence < Doubtful && !why.StartsWith("decide", StringComparison.Ordinal) ? "decide: " : "";
        Line(text.PadRight(CommentColumn) + string.Create(CultureInfo.InvariantCulture, $"  # {confidence} % {mark}{OneLine(why)}"));
    }

    private void Line(string text)
    {
        _text.Append(text.TrimEnd()).Append('\n');
        _line++;
    }

    private static string MapName(ProposedRecord record, AttributeMatch match) => $"{record.Name}-{match.Attribute.Name}";

    private static string Quoted(string code) => '"' + code.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
