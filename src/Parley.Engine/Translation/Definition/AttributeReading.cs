using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Paths;
using Parley.Engine.Workspace.Yaml;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Engine.Translation.Definition;

/// <summary>Reads how one attribute stands in the message: its fields and the codec between them and the value.</summary>
internal static class AttributeReading
{
    public static AttributeRule? Read(AttributeDefinition attribute, YamlNode node, SourcePosition position, Reading reading)
    {
        switch (node)
        {
            case YamlScalar scalar:
                return reading.Path(scalar.Text, scalar.Position) is { } path && CodecReading.Read(attribute, null, node, reading) is { } codec
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
            return parts.AsMap("parts") is { } both ? Parts(attribute, map, both, Rule, reading) : null;
        }

        if (map.Find("coordinates") is { } coordinates)
        {
            return Fits(attribute, "coordinates", map, ValueType.Point) && coordinates.AsMap("coordinates") is { } pair ? Coordinates(map, pair, Rule, reading) : null;
        }

        if (map.Find("measure") is { } measure)
        {
            return Fits(attribute, "measure", map, ValueType.Number) && measure.AsMap("measure") is { } units ? Measure(attribute, map, units, Rule, reading) : null;
        }

        if (map.Find("lines") is { } lines)
        {
            return Fits(attribute, "lines", map, ValueType.Text) && lines.AsMap("lines") is { } labels ? Lines(labels, Rule, reading) : null;
        }

        if (map.Has("join"))
        {
            return Joined(attribute, map, Rule, reading);
        }

        return Located(attribute, map, Rule, position, reading);
    }

    // Several fields that are one text, or one code together.
    private static AttributeRule? Joined(AttributeDefinition attribute, YamlMap map, Func<IReadOnlyList<FieldPath>, FieldCodec, AttributeRule> rule, Reading reading)
    {
        List<FieldPath> fields = [.. map.Values("join", YamlForms.Text).Select(t => reading.Path(t, map.Position)).OfType<FieldPath>()];
        if (map.Has("lengths"))
        {
            return InParts(attribute, map, fields, reading) is { } parts ? rule(fields, parts) : null;
        }

        string separator = map.Optional("by", YamlForms.AnyText, " ");
        if (!map.Has("codes"))
        {
            return Fits(attribute, "join", map, ValueType.Text) ? rule(fields, new JoinField(separator, fields.Count)) : null;
        }

        return Fits(attribute, "join", map, ValueType.Code, ValueType.Text, ValueType.Identifier) && CodecReading.Read(attribute, map, map, reading) is CodeCodec codes
            ? rule(fields, new JoinField(separator, fields.Count, codes))
            : null;
    }

    private static LengthsField? InParts(AttributeDefinition attribute, YamlMap map, List<FieldPath> fields, Reading reading)
    {
        int[] lengths = [.. map.Values("lengths", YamlForms.Int(1, 1000))];
        bool fits = Fits(attribute, "join", map, ValueType.Text, ValueType.Identifier);
        if (map.Has("by") || lengths.Length != fields.Count)
        {
            map.Report(TranslationIssues.Malformed, map.Has("by") ? "parts have 'lengths' or a separator ('by'), not both" : $"there are {fields.Count} fields and {lengths.Length} lengths");
            return null;
        }

        return fits && CodecReading.Read(attribute, map, map, reading) is { } codec ? new LengthsField(codec, lengths) : null;
    }

    // TRN010: what makes one kind of value cannot make another.
    private static bool Fits(AttributeDefinition attribute, string key, YamlMap map, params ValueType[] types)
    {
        if (types.Contains(attribute.Type))
        {
            return true;
        }

        string also = key != "join" ? ""
            : attribute.Type == ValueType.Code ? "; with 'codes' the joined text is a code"
            : attribute.Type == ValueType.Identifier ? "; with 'lengths' the parts are one"
            : "";
        map.Report(TranslationIssues.Unfit, $"'{key}' makes {string.Join(" or ", types.Select(KindName))}, and {attribute.Name} is {KindName(attribute.Type)}{also}");
        return false;
    }

    private static string KindName(ValueType type) => type switch
    {
        ValueType.Text => "a text",
        ValueType.Code => "a code",
        ValueType.Date => "a date",
        ValueType.Time => "a time of day",
        ValueType.Instant => "a moment",
        ValueType.Number => "a number",
        ValueType.Boolean => "a truth value",
        ValueType.Identifier => "an identifier",
        _ => "a point",
    };

    private static AttributeRule? Located(
        AttributeDefinition attribute, YamlMap map, Func<IReadOnlyList<FieldPath>, FieldCodec, AttributeRule> rule, SourcePosition position, Reading reading)
    {
        YamlNode? at = map.Require("at");
        if (at is YamlList list)
        {
            return Positions(attribute, list, map, position, reading);
        }

        FieldPath? path = at is null ? null : reading.Path(at, "at");
        ValueCodec? codec = CodecReading.Read(attribute, map, map, reading);
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
        ValueCodec? codec = CodecReading.Read(attribute, map, list, reading);
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

    private static AttributeRule? Parts(AttributeDefinition attribute, YamlMap map, YamlMap parts, Func<IReadOnlyList<FieldPath>, FieldCodec, AttributeRule> rule, Reading reading)
    {
        if (parts.Has("year"))
        {
            if (!Fits(attribute, "parts", map, ValueType.Date))
            {
                return null;
            }

            string[] names = ["year", "month", "day"];
            FieldPath?[] fields = [.. names.Select(n => parts.Require(n) is { } node ? reading.Path(node, n) : null)];
            bool asText = map.Optional("text", YamlForms.Bool, false);
            parts.ReportUnknownKeys();
            return fields is [{ } year, { } month, { } day] ? rule([year, month, day], new DatePartsField(asText)) : null;
        }

        if (!Fits(attribute, "parts", map, ValueType.Instant))
        {
            return null;
        }

        FieldPath? date = parts.Require("date") is { } d ? reading.Path(d, "date") : null;
        FieldPath? time = parts.Require("time") is { } t ? reading.Path(t, "time") : null;
        parts.ReportUnknownKeys();
        TimePattern[]? dates = CodecReading.Patterns(map, "date", reading);
        TimePattern[]? times = CodecReading.Patterns(map, "time", reading);
        LocalZone? zone = CodecReading.Zone(map, reading);
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
            if (path is not null && entry.Value.TryAs(YamlForms.Text, entry.Key, out string unit) && CodecReading.Factor(attribute, unit, entry.Value) is { } factor)
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

        ValueCodec? codec = CodecReading.Read(attribute, map, map, reading);
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
            Writes = rule.Writes && only != "in" && (rule.Fields.Count > 0 || rule.Codec is ConstantField),
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
}
