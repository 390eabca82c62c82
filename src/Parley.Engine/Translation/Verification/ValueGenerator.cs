using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Dictionary.Validation;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Definition;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Engine.Translation.Verification;

/// <summary>Makes values that the dictionary allows: the ordinary ones, and those at which translations tend to break.</summary>
internal sealed class ValueGenerator(VerificationRandom random)
{
    /// <summary>The day that the dictionary's date rules are held against; fixed, so that a seed means the same for ever.</summary>
    private static readonly DateOnly Today = new(2026, 6, 15);

    private static readonly string[] PlainTexts = ["Meadowcroft", "Amber", "Seen running towards the canal", "14", "Wexmouth", "ab", "+44", "A", "21"];

    private static readonly string[] AwkwardTexts =
    [
        "O'Hara-Smythe", "Zoë Łuczak", "He said \"stop\"", "a & b < c > d", "]]>", "x,y;z|w\tq", "two  spaces", " leading", "trailing ", "line one\nline two",
        "carriage\r\nreturn", "null", "true", "0012", "1e5", "-", "=1+1", "日本語", "😀 face", "e\u0301", "\\n", "{\"a\":1}", "<b/>", "100%", "#", "'", "N/A", "01/02/2003",
        "é", "A longer text that goes on for a while, with commas, and then some more of it until it is surely longer than most fields like",
    ];

    // Valid by their check characters; plainly made up.
    private static readonly Dictionary<string, string[]> Identifiers = new(StringComparer.Ordinal)
    {
        ["pnc-id"] = ["1981/0000034U", "2002/0073319Z", "1967/9893091D"],
        ["cro"] = ["065656/91H", "SF05/482703J", "SF83/50058Z"],
        ["asn"] = ["2202XC0200000000021R", "9700000000000123456K", "1101ZD0100000448754K", "08B00NP0100000000001H"],
        ["pti-urn"] = ["01ZD0303908"],
        ["nino"] = ["AB123456C", "AB123456"],
        ["driver-number"] = ["FARAW706054J99AB", "FARAW756054J9ABC"],
        ["uk-passport"] = ["A123456", "123456A", "123456789"],
        ["vrm"] = ["WX24ABC", "A1", "Q123WXY"],
        ["postcode"] = ["ZZ99 3VZ", "WX1A 2AB", "W1 2AB"],
        ["uprn"] = ["000000012345", "100012345678"],
        ["imei"] = ["490154203237518"],
        ["telephone"] = ["+441632960001", "+447700900123", "+442079460000", "+12025550100", "+353209120000"],
        ["cjs-offence-code"] = ["TH68001", "TH68001A", "COML001C"],
        ["email"] = ["amber@example.org", "a.b+c@mail.example.com"],
        ["collar-number"] = ["1234", "PC42"],
    };

    /// <summary>Whether a value is one that the dictionary allows for the attribute, and that text can carry at all.</summary>
    public static bool IsAllowed(AttributeDefinition attribute, Value value)
    {
        if (attribute.Type == ValueType.Identifier && value.Form != ValueForm.List)
        {
            return Identifiers.TryGetValue(attribute.Identifier!, out string[]? texts) && texts.Contains(value.ToString(), StringComparer.Ordinal);
        }

        return (value.Form != ValueForm.Text || (!HasHalfOfPair(value.AsText) && !string.IsNullOrWhiteSpace(value.AsText)))
            && AttributeValidator.For(attribute).Check(value, Today, new IssueSink());
    }

    /// <summary>A value for a rule's attribute; none where none can be made.</summary>
    public Value Make(AttributeRule rule)
    {
        if (rule.Codec is ConstantField constant)
        {
            return constant.Constant;
        }

        if (rule.Codec is LinesField lines)
        {
            return Lines(lines);
        }

        if (!rule.Attribute.Many || random.OneIn(2))
        {
            return One(rule);
        }

        int room = rule.Codec is PositionField ? rule.Fields.Count : rule.Codec is SingleField ? 1 : 3;
        Value[] values = [.. Enumerable.Range(0, 1 + random.Below(room)).Select(_ => One(rule)).Where(v => !v.IsNone)];
        return values switch { [] => Value.None, [Value only] => only, _ => Value.List(values) };
    }

    private static bool HasHalfOfPair(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    private Value One(AttributeRule rule)
    {
        AttributeDefinition attribute = rule.Attribute;
        if (Tolerance.Inner(rule.Codec) is CodeCodec { Table: { IsOfTexts: true } table })
        {
            CodeEntry[] texts = [.. table.List.Entries];
            return texts.Length == 0 ? Value.None : Value.Text(random.Pick(texts).Code);
        }

        switch (attribute.Type)
        {
            case ValueType.Code:
                return Code(rule);
            case ValueType.Date:
                return Date();
            case ValueType.Time:
                return Value.Time(new TimeOnly(random.Below(24), random.Below(60), 0));
            case ValueType.Instant:
                return Value.Instant(Moment());
            case ValueType.Number:
                return Valid(attribute, [Value.Number(random.Below(200)), Value.Number(0), Value.Number(12.5m), Value.Number(-3), Value.Number(1_234_567)]);
            case ValueType.Boolean:
                return Value.Boolean(random.OneIn(2));
            case ValueType.Identifier:
                return Identifiers.TryGetValue(attribute.Identifier!, out string[]? texts) ? Identifier(attribute.Identifier!, random.Pick(texts)) : Value.None;
            case ValueType.Point:
                return Value.Point(50.7 + (random.Below(40_000) / 10_000.0), -3.2 + (random.Below(30_000) / 10_000.0));
            default:
                return Text(rule);
        }
    }

    private Value Code(AttributeRule rule)
    {
        CodeTable? table = (Tolerance.Inner(rule.Codec) as CodeCodec)?.Table;
        CodeEntry[] entries = [.. rule.Attribute.Codes!.Entries.Where(e => !e.Deprecated && (table is null || table.IsIdentity || table.WayBack(e) is not null))];
        return entries.Length == 0 ? Value.None : Value.Code(random.Pick(entries));
    }

    private Value Date()
    {
        int year = random.Pick([1931, 1949, 1950, 1984, 1999, 2000, 2001, 2024, 2026]);
        return random.Below(6) switch
        {
            0 => Value.Date(new PartialDate(year, 0, 0)),
            1 => Value.Date(new PartialDate(year, 1 + random.Below(12), 0)),
            2 => Value.Date(new PartialDate(2000, 2, 29)),
            _ => Value.Date(new PartialDate(year, 1 + random.Below(12), 1 + random.Below(28))),
        };
    }

    // Some of them around the hours in which Great Britain's clocks change, and around midnight and the turn of the year.
    private DateTime Moment() => random.Below(6) switch
    {
        0 => new DateTime(2025, 10, 26, 0, 30, 0, DateTimeKind.Utc).AddMinutes(30 * random.Below(5)),
        1 => new DateTime(2026, 3, 29, 0, 30, 0, DateTimeKind.Utc).AddMinutes(30 * random.Below(5)),
        2 => new DateTime(2024, 12, 31, 23, 59, 59, DateTimeKind.Utc),
        3 => new DateTime(2026, 6, 30, 23, 30, 0, DateTimeKind.Utc),
        _ => new DateTime(1998, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Below(880_000_000)),
    };

    private static Value Identifier(string name, string text) =>
        IdentifierKind.Find(name)!.Parse(text).Canonical is { } canonical ? Value.Text(canonical) : Value.None;

    private Value Text(AttributeRule rule)
    {
        string separator = rule is { Accepted: not null, Codec: SplitField split } ? split.Separator : "";
        string[] pool = random.OneIn(2) ? AwkwardTexts : PlainTexts;
        int most = rule.Attribute.MaxLength > 0 ? rule.Attribute.MaxLength : 200;
        IEnumerable<string> texts = Enumerable.Range(0, 6).Select(_ => random.Pick(pool)).Concat(PlainTexts)
            .Where(t => separator.Length == 0 || !t.Contains(separator, StringComparison.Ordinal))
            .Select(t => t.Length <= most ? t : t[..(most - 1)] + "e");
        return Valid(rule.Attribute, [.. texts.Select(Value.Text)], inOrder: true);
    }

    private Value Valid(AttributeDefinition attribute, Value[] candidates, bool inOrder = false)
    {
        IssueSink issues = new();
        Value[] valid = [.. candidates.Where(c => AttributeValidator.For(attribute).Check(c, Today, issues))];
        return valid.Length == 0 ? Value.None : inOrder ? valid[0] : random.Pick(valid);
    }

    private Value Lines(LinesField field)
    {
        List<string> lines = [];
        foreach (string label in field.Labels.Where(_ => random.OneIn(2)))
        {
            string text = random.Pick(PlainTexts);
            lines.Add(label.Length == 0 ? text : $"{label}: {text}");
        }

        return lines.Count == 0 ? Value.None : Value.Text(string.Join('\n', lines));
    }
}
