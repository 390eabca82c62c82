using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Workspace.Yaml;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Engine.Translation.Definition;

/// <summary>Reads the options of one field into the codec between its text and a value: one method for each kind of value.</summary>
internal static class CodecReading
{
    private const int UsualPivot = 2049;

    private static readonly string[] s_patternKeys = ["date", "time", "datetime"];

    /// <summary>The codec for one field of an attribute; null after an issue.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="map">The field's options, or null when it is a bare path.</param>
    /// <param name="node">Where to report.</param>
    /// <param name="reading">What all is read with.</param>
    public static ValueCodec? Read(AttributeDefinition attribute, YamlMap? map, YamlNode node, Reading reading)
    {
        if (map?.Find("as") is { } kindNode)
        {
            return kindNode.TryAs(YamlForms.Text, "as", out string kind) ? Identifier(kind, map, kindNode) : null;
        }

        if (attribute.Type is ValueType.Text or ValueType.Identifier && map?.Find("codes") is { } codes)
        {
            return CodeReading.Texts(attribute, codes, map.Optional("number", YamlForms.Bool, false), reading);
        }

        if (map is not null && PatternKey(attribute.Type) is { } key && s_patternKeys.FirstOrDefault(k => k != key && map.Has(k)) is { } other)
        {
            map.Find(other);
            map.Report(TranslationIssues.Unfit, $"the pattern of {attribute.Name} stands under '{key}', not under '{other}'");
            return null;
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

    // The key of the patterns of a kind of value; null for kinds that have none.
    private static string? PatternKey(ValueType type) => type switch
    {
        ValueType.Date => "date",
        ValueType.Time => "time",
        ValueType.Instant => "datetime",
        _ => null,
    };

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

    /// <summary>What a number in a unit is multiplied with to be in the attribute's; null after an issue.</summary>
    public static decimal? Factor(AttributeDefinition attribute, string unit, YamlNode node)
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

    /// <summary>The patterns of dates or times under a key, <c>iso</c> when there are none; null after an issue.</summary>
    public static TimePattern[]? Patterns(YamlMap? map, string key, Reading reading)
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

    /// <summary>The zone of local times; null when none is named, and after an issue.</summary>
    public static LocalZone? Zone(YamlMap? map, Reading reading)
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
