using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Paths;
using Parley.Engine.Workspace.Yaml;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Engine.Translation.Definition;

/// <summary>Reads how one attribute stands in the message: its fields and the codec between them and the value.</summary>
internal static class AttributeReading
{
    private const int UsualPivot = 2049;

    public static AttributeRule? Read(AttributeDefinition attribute, YamlNode node, SourcePosition position, Reading reading)
    {
        switch (node)
        {
            case YamlScalar scalar:
                return reading.Path(scalar.Text, scalar.Position) is { } path && Codec(attribute, null, node, reading) is { } codec
                    ? new AttributeRule { Attribute = attribute, Position = position, Fields = [path], Codec = OneField(attribute, path, codec) }
                    : null;
            case YamlList list:
                return Positions(attribute, list, null, position, reading);
            default:
                YamlMap map = (YamlMap)node;
                AttributeRule? rule = Fields(attribute, map, position, reading);
                if (rule is null)
                {
                    // What is said of it has not been looked at, so its keys are not called unknown on top.
                    return null;
                }

                rule = Options(rule, map, reading);
                map.Find("note");
                map.ReportUnknownKeys();
                return rule;
        }
    }

    private static AttributeRule? Fields(AttributeDefinition attribute, YamlMap map, SourcePosition position, Reading reading)
    {
        AttributeRule Rule(IReadOnlyList<FieldPath> fields, FieldCodec codec) =>
            new() { Attribute = attribute, Position = position, Fields = fields, Codec = codec };

        if (map.Find("constant") is { } constant)
        {
            Value value = Constant(attribute, constant, reading);
            FieldPath? at = map.Find("at") is { } node ? reading.Path(node, "at") : null;
            return value.IsNone ? null : Rule(at is null ? [] : [at], new ConstantField(value));
        }

        if (map.Find("jq") is { } program)
        {
            return Computed(attribute, map, program, position, reading);
        }

        if (map.Find("parts") is { } parts)
        {
            return parts.AsMap("parts") is { } both ? Parts(map, both, Rule, reading) : null;
        }

        if (map.Find("coordinates") is { } coordinates)
        {
            return coordinates.AsMap("coordinates") is { } pair ? Coordinates(map, pair, Rule, reading) : null;
        }

        if (map.Find("measure") is { } measure)
        {
            return measure.AsMap("measure") is { } units ? Measure(attribute, map, units, Rule, reading) : null;
        }

        if (map.Find("lines") is { } lines)
        {
            return lines.AsMap("lines") is { } labels ? Lines(labels, Rule, reading) : null;
        }

        if (map.Has("join"))
        {
            List<FieldPath> joined = [.. map.Values("join", YamlForms.Text).Select(t => reading.Path(t, map.Position)).OfType<FieldPath>()];
            return Rule(joined, new JoinField(map.Optional("by", YamlForms.AnyText, " "), joined.Count));
        }

        return Located(attribute, map, Rule, position, reading);
    }

    private static AttributeRule? Located(
        AttributeDefinition attribute, YamlMap map, Func<IReadOnlyList<FieldPath>, FieldCodec, AttributeRule> rule, SourcePosition position, Reading reading)
    {
        YamlNode? at = map.Require("at");
        if (at is YamlList list)
        {
            return Positions(attribute, list, map, position, reading);
        }

        FieldPath? path = at is null ? null : reading.Path(at, "at");
        ValueCodec? codec = Codec(attribute, map, map, reading);
        if (path is null || codec is null)
        {
            return null;
        }

        if (map.Find("other") is { } other)
        {
            FieldPath? otherPath = reading.Path(other, "other");
            string otherCode = map.Optional("other-code", YamlForms.AnyText, "");
            if (codec is not CodeCodec coded)
            {
                other.Report(TranslationIssues.Unfit, $"'other' belongs to a code, and {attribute.Name} is none");
                return null;
            }

            return otherPath is null ? null : rule([path, otherPath], new CodeOtherField(coded, otherCode));
        }

        if (map.TryGet("split", YamlForms.AnyText, out string separator))
        {
            if (!attribute.Many)
            {
                map.Report(TranslationIssues.Unfit, $"{attribute.Name} takes one value; 'split' makes several");
                return null;
            }

            return rule([path], new SplitField(codec, separator));
        }

        return rule([path], OneField(attribute, path, codec));
    }

    private static FieldCodec OneField(AttributeDefinition attribute, FieldPath path, ValueCodec codec) =>
        attribute.Many && path.Segments.Any(s => s.IsList) ? new ManyField(codec) : new SingleField(codec);

    private static AttributeRule? Positions(AttributeDefinition attribute, YamlList list, YamlMap? map, SourcePosition position, Reading reading)
    {
        List<FieldPath> paths = [.. list.Items.Select(i => reading.Path(i, attribute.Name)).OfType<FieldPath>()];
        ValueCodec? codec = Codec(attribute, map, list, reading);
        if (!attribute.Many)
        {
            list.Report(TranslationIssues.Unfit, $"{attribute.Name} takes one value; several fields must be joined (join) or told apart (parts)");
            return null;
        }

        return codec is null ? null : new AttributeRule
        {
            Attribute = attribute,
            Position = position,
            Fields = paths,
            Codec = new PositionField(codec, paths.Count),
        };
    }

    private static AttributeRule? Parts(YamlMap map, YamlMap parts, Func<IReadOnlyList<FieldPath>, FieldCodec, AttributeRule> rule, Reading reading)
    {
        if (parts.Has("year"))
        {
            string[] names = ["year", "month", "day"];
            FieldPath?[] fields = [.. names.Select(n => parts.Require(n) is { } node ? reading.Path(node, n) : null)];
            bool asText = map.Optional("text", YamlForms.Bool, false);
            parts.ReportUnknownKeys();
            return fields is [{ } year, { } month, { } day] ? rule([year, month, day], new DatePartsField(asText)) : null;
        }

        FieldPath? date = parts.Require("date") is { } d ? reading.Path(d, "date") : null;
        FieldPath? time = parts.Require("time") is { } t ? reading.Path(t, "time") : null;
        parts.ReportUnknownKeys();
        TimePattern[]? dates = Patterns(map, "date", reading);
        TimePattern[]? times = Patterns(map, "time", reading);
        LocalZone? zone = Zone(map, reading);
        if (date is null || time is null || dates is null || times is null)
        {
            return null;
        }

        if (zone is null && !times.All(p => p.HasZone && !p.IsIso))
        {
            map.Report(TranslationIssues.NoZone, "the local time of two parts has no zone");
        }

        return rule([date, time], new DateTimeField(dates, times, zone));
    }

    private static AttributeRule? Coordinates(YamlMap map, YamlMap pair, Func<IReadOnlyList<FieldPath>, FieldCodec, AttributeRule> rule, Reading reading)
    {
        bool grid = pair.Has("easting") || pair.Has("northing");
        string[] names = grid ? ["easting", "northing"] : ["latitude", "longitude"];
        FieldPath?[] paths = [.. names.Select(n => pair.Require(n) is { } node ? reading.Path(node, n) : null)];
        string form = map.Optional("form", YamlForms.OneOf("decimal", "dms"), "decimal");
        int decimals = map.Optional("decimals", YamlForms.Int(0, 9), -1);
        bool asText = map.Optional("text", YamlForms.Bool, false);
        pair.ReportUnknownKeys();
        CoordinateForm coordinates = grid ? CoordinateForm.Grid : form == "dms" ? CoordinateForm.Sexagesimal : CoordinateForm.Decimal;
        return paths[0] is { } first && paths[1] is { } second ? rule([first, second], new CoordinatesField(coordinates, decimals, asText)) : null;
    }

    private static AttributeRule? Measure(
        AttributeDefinition attribute, YamlMap map, YamlMap units, Func<IReadOnlyList<FieldPath>, FieldCodec, AttributeRule> rule, Reading reading)
    {
        List<(FieldPath Path, decimal Factor, string Unit)> fields = [];
        foreach (YamlEntry entry in units.Entries)
        {
            units.Find(entry.Key);
            FieldPath? path = reading.Path(entry.Key, entry.KeyPosition);
            if (path is not null && entry.Value.TryAs(YamlForms.Text, entry.Key, out string unit) && Factor(attribute, unit, entry.Value) is { } factor)
            {
                fields.Add((path, factor, unit));
            }
        }

        var ordered = fields.OrderByDescending(f => f.Factor).ToArray();
        return ordered.Length == 0 ? null : rule(
            [.. ordered.Select(f => f.Path)],
            new MeasureField([.. ordered.Select(f => f.Factor)], string.Join(" and ", ordered.Select(f => f.Unit)) + " to " + attribute.Unit, map.Optional("decimals", YamlForms.Int(0, 3), 0)));
    }

    private static AttributeRule? Lines(YamlMap labels, Func<IReadOnlyList<FieldPath>, FieldCodec, AttributeRule> rule, Reading reading)
    {
        List<FieldPath> paths = [];
        foreach (YamlEntry entry in labels.Entries)
        {
            labels.Find(entry.Key);
            if (reading.Path(entry.Value, entry.Key) is { } path)
            {
                paths.Add(path);
            }
        }

        return paths.Count < labels.Entries.Count ? null : rule(paths, new LinesField([.. labels.Entries.Select(e => e.Key == "." ? "" : e.Key)]));
    }

    private static AttributeRule? Computed(AttributeDefinition attribute, YamlMap map, YamlNode program, SourcePosition position, Reading reading)
    {
        IReadOnlyList<string> names = map.Values("uses", YamlForms.Text);
        List<FieldPath> fields = [.. names.Select(n => reading.Path(n, program.Position)).OfType<FieldPath>()];
        if (!program.TryAs(YamlForms.Text, "jq", out string text) || fields.Count < names.Count)
        {
            return null;
        }

        if (!Expressions.JqProgram.TryCompile(text, out Expressions.JqProgram? compiled, out Expressions.JqError? error))
        {
            program.Report(TranslationIssues.BadExpression, $"{error.Message} (character {error.Offset + 1} of the expression)");
            return null;
        }

        ValueCodec? codec = Codec(attribute, map, map, reading);
        FieldPath? at = map.Find("at") is { } node ? reading.Path(node, "at") : null;
        bool writes = at is not null;
        return codec is null ? null : new AttributeRule
        {
            Attribute = attribute,
            Position = position,
            Fields = writes ? [at!] : fields,
            Codec = writes ? new JqOutField(compiled, text, codec as TextCodec) : new JqField(compiled, text, [.. names], codec),
            Reads = !writes,
            Writes = writes,
        };
    }

    private static AttributeRule Options(AttributeRule rule, YamlMap map, Reading reading)
    {
        string only = map.Optional("only", YamlForms.OneOf("in", "out"), "");
        Value defaultIn = Value.None;
        OutDefault? defaultOut = null;
        switch (map.Find("default"))
        {
            case YamlMap both:
                defaultIn = both.Find("in") is { } into ? Constant(rule.Attribute, into, reading) : Value.None;
                defaultOut = both.Entries.FirstOrDefault(e => e.Key == "out") is { Value: YamlScalar outText }
                    ? new OutDefault(outText.Text, Reading.KindOf(outText))
                    : null;
                both.Find("out");
                both.ReportUnknownKeys();
                break;
            case YamlScalar one:
                defaultIn = Constant(rule.Attribute, one, reading);
                break;
        }

        return rule with
        {
            Reads = rule.Reads && only != "out",
            Writes = rule.Writes && only != "in" && rule.Fields.Count > 0,
            DefaultIn = defaultIn,
            DefaultOut = defaultOut,
            Required = map.Optional("required", YamlForms.Bool, false),
            When = reading.Conditions(map.Find("when")),
            Accepted = map.TryGet("accept", YamlForms.Text, out string reason) ? reason : null,
        };
    }

    // A value as the dictionary's own form writes it.
    private static Value Constant(AttributeDefinition attribute, YamlNode node, Reading reading)
    {
        if (!node.TryAs(YamlForms.AnyText, attribute.Name, out string text))
        {
            return Value.None;
        }

        if (attribute.Type == ValueType.Code)
        {
            if (attribute.Codes is not null && attribute.Codes.TryGet(text, out CodeEntry? code))
            {
                return Value.Code(code);
            }

            node.Report(TranslationIssues.UnknownCode, $"'{text}' is no code of {attribute.Codes?.Name}{YamlForms.DidYouMean(text, attribute.Codes?.Entries.Select(e => e.Code) ?? [])}");
            return Value.None;
        }

        Value value = ValueText.Parse(attribute.Type, text);
        if (value.IsNone)
        {
            node.Report(TranslationIssues.Unfit, $"'{text}' is no value of {attribute.Name}, which is a {attribute.Type.ToString().ToLowerInvariant()}");
        }

        return value;
    }

    private static ValueCodec? Codec(AttributeDefinition attribute, YamlMap? map, YamlNode node, Reading reading)
    {
        if (map?.Find("as") is { } kindNode)
        {
            return kindNode.TryAs(YamlForms.Text, "as", out string kind) ? Identifier(kind, map, kindNode) : null;
        }

        switch (attribute.Type)
        {
            case ValueType.Code:
                bool number = map?.Optional("number", YamlForms.Bool, false) ?? false;
                return CodeReading.Read(attribute.Codes!, map?.Find("codes"), number, reading);
            case ValueType.Date:
                return Patterns(map, "date", reading) is { } dates ? new DateCodec(dates) : null;
            case ValueType.Time:
                return Patterns(map, "time", reading) is { } times ? new TimeCodec(times) : null;
            case ValueType.Instant:
                return Instant(map, node, reading);
            case ValueType.Number:
                return Number(attribute, map);
            case ValueType.Boolean:
                return Boolean(map);
            case ValueType.Identifier:
                return Identifier(attribute.Identifier!, map, node);
            case ValueType.Point:
                return new PointCodec(map?.Optional("grid", YamlForms.Bool, false) ?? false);
            default:
                return Text(attribute, map);
        }
    }

    private static TextCodec Text(AttributeDefinition attribute, YamlMap? map)
    {
        if (map is null)
        {
            return new TextCodec();
        }

        int most = map.Optional("max", YamlForms.Int(1, 1_000_000), 0);
        Overflow overflow = map.Optional("overflow", YamlForms.Choice<Overflow>(), Overflow.Reject);
        TextCase letters = map.Optional("case", YamlForms.Choice<TextCase>(), TextCase.Keep);
        bool number = map.Optional("number", YamlForms.Bool, false);
        if (most > 0 && (attribute.MaxLength == 0 || attribute.MaxLength > most) && !map.Has("overflow"))
        {
            map.Report(TranslationIssues.Truncation, $"the field takes {most} characters, {attribute.Name} {(attribute.MaxLength == 0 ? "has no limit" : $"may have {attribute.MaxLength}")}");
        }

        bool ascii = map.Optional("ascii", YamlForms.Bool, false);
        return new TextCodec(most, overflow, letters, number ? ScalarKind.Number : ScalarKind.Text, ascii);
    }

    private static NumberCodec? Number(AttributeDefinition attribute, YamlMap? map)
    {
        if (map is null)
        {
            return new NumberCodec();
        }

        int decimals = map.Optional("decimals", YamlForms.Int(0, 9), -1);
        bool asText = map.Optional("text", YamlForms.Bool, false);
        if (!map.TryGet("unit", YamlForms.Text, out string unit))
        {
            return new NumberCodec(1, decimals, asText);
        }

        return Factor(attribute, unit, map) is { } factor ? new NumberCodec(factor, decimals, asText, $"{unit} to {attribute.Unit}") : null;
    }

    private static decimal? Factor(AttributeDefinition attribute, string unit, YamlNode node)
    {
        decimal? factor = attribute.Unit is null ? null : Units.Factor(unit, attribute.Unit);
        if (factor is null)
        {
            node.Report(TranslationIssues.UnknownKind, $"'{unit}' cannot be converted to {attribute.Unit ?? "an attribute without a unit"}; units: {string.Join(" ", Units.Names)}");
        }

        return factor;
    }

    private static BooleanCodec Boolean(YamlMap? map)
    {
        IReadOnlyList<string> trueWords = map?.Values("true", YamlForms.AnyText) ?? [];
        IReadOnlyList<string> falseWords = map?.Values("false", YamlForms.AnyText) ?? [];
        return trueWords.Count == 0 && falseWords.Count == 0
            ? BooleanCodec.Default
            : new BooleanCodec(trueWords.Count == 0 ? ["true"] : trueWords, falseWords.Count == 0 ? ["false"] : falseWords, false);
    }

    private static IdentifierCodec? Identifier(string name, YamlMap? map, YamlNode node)
    {
        IdentifierKind? kind = IdentifierKind.Find(name);
        if (kind is null)
        {
            node.Report(TranslationIssues.UnknownKind, $"'{name}' is no kind of identifier{YamlForms.DidYouMean(name, IdentifierKind.All.Select(k => k.Name))}");
            return null;
        }

        IdentifierMode mode = map?.Optional("mode", YamlForms.Choice<IdentifierMode>(), IdentifierMode.Warn) ?? IdentifierMode.Warn;
        return new IdentifierCodec(kind, mode, map?.Optional("display", YamlForms.Bool, false) ?? false);
    }

    private static InstantCodec? Instant(YamlMap? map, YamlNode node, Reading reading)
    {
        TimePattern[]? patterns = Patterns(map, "datetime", reading);
        LocalZone? zone = Zone(map, reading);
        bool withOffset = map?.Optional("offset", YamlForms.Bool, false) ?? false;
        if (patterns is null)
        {
            return null;
        }

        if (zone is null && patterns.Any(p => p.HasTime && !p.HasZone))
        {
            node.Report(TranslationIssues.NoZone, $"the pattern {patterns.First(p => !p.HasZone).Text} gives a local time, and no zone is named");
            return null;
        }

        return new InstantCodec(patterns, zone, withOffset);
    }

    private static TimePattern[]? Patterns(YamlMap? map, string key, Reading reading)
    {
        IReadOnlyList<string> texts = map?.Values(key, YamlForms.Text) ?? [];
        int pivot = map?.Optional("pivot", YamlForms.Int(1999, 2199), UsualPivot) ?? UsualPivot;
        if (texts.Count == 0)
        {
            texts = ["iso"];
        }

        List<TimePattern> patterns = [];
        foreach (string text in texts)
        {
            if (TimePattern.TryCompile(text, pivot, out TimePattern? pattern))
            {
                patterns.Add(pattern);
            }
            else
            {
                map!.Report(TranslationIssues.BadPattern, $"'{text}' is no date or time pattern");
            }
        }

        return patterns.Count < texts.Count ? null : [.. patterns];
    }

    private static LocalZone? Zone(YamlMap? map, Reading reading)
    {
        if (map is null || !map.TryGet("zone", YamlForms.Text, out string name))
        {
            return null;
        }

        LocalZone? zone = LocalZone.Find(name);
        if (zone is null)
        {
            reading.Issues.Add(TranslationIssues.UnknownKind, $"'{name}' is no time zone; use an IANA name such as Europe/London", map.Position);
        }

        return zone;
    }
}
