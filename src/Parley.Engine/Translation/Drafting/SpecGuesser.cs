using System.Globalization;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Coordinates;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Dictionary.Validation;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Drafting.Sources;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Engine.Translation.Drafting;

/// <summary>Says whether a field's values can be an attribute's, and how they are to be read.</summary>
internal sealed class SpecGuesser(DateOnly today)
{
    private const int Pivot = 2049;
    private const string LocalZone = "Europe/London";

    private static readonly string[] DatePatterns =
        ["yyyy", "iso", "dd/MM/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "dd-MMM-yyyy", "dd MMM yyyy", "yyyyMMdd", "yyyy/MM/dd", "d/M/yyyy", "MM/yyyy", "ddMMyyyy", "dd/MM/yy", "dd-MMM-yy", "MM/dd/yyyy", "dd MMMM yyyy"];

    private static readonly string[] MomentPatterns =
    [
        "iso", "dd/MM/yyyy HH:mm", "dd/MM/yyyy HH:mm:ss", "dd-MMM-yyyy HH:mm", "dd-MMM-yyyy HH:mm:ss", "dd-MM-yyyy HH:mm", "dd-MM-yyyy HH:mm:ss", "yyyyMMddHHmm", "yyyyMMddHHmmss",
        "yyyyMMdd HHmm", "dd.MM.yyyy HH:mm", "dd/MM/yy HH:mm", "ddMMyyyyHHmm", "d/M/yyyy HH:mm", "MM/dd/yyyy HH:mm",
    ];

    private static readonly string[] TimePatterns = ["HH:mm", "HH:mm:ss", "HHmm", "HHmmss", "H:mm", "HH.mm", "iso"];

    private static readonly Dictionary<string, TimePattern> Compiled = DatePatterns.Concat(MomentPatterns).Concat(TimePatterns).Distinct().ToDictionary(
        p => p,
        p => TimePattern.TryCompile(p, Pivot, out TimePattern? compiled) ? compiled : throw new InvalidOperationException($"{p} is no pattern"),
        StringComparer.Ordinal);

    private static readonly (string True, string False)[] Words =
        [("Y", "N"), ("Yes", "No"), ("yes", "no"), ("YES", "NO"), ("y", "n"), ("T", "F"), ("True", "False"), ("TRUE", "FALSE"), ("on", "off"), ("X", "")];

    // Kinds that an ordinary text hardly ever satisfies.
    private static readonly HashSet<string> Telling = new(StringComparer.Ordinal)
        { "pnc-id", "cro", "asn", "nino", "driver-number", "imei", "postcode", "email", "telephone" };

    /// <summary>How a field is read as an attribute; null when its values cannot be.</summary>
    public FieldSpec? Guess(AttributeDefinition attribute, DraftField field)
    {
        if (field.IsList && !attribute.Many)
        {
            return null;
        }

        return field.Kind switch
        {
            DraftFieldKind.DateAndTime => attribute.Type == ValueType.Instant ? DateAndTime(field) : null,
            DraftFieldKind.LatitudeLongitude or DraftFieldKind.EastingNorthing => attribute.Type == ValueType.Point ? new FieldSpec([], 20, "two numbers that make a place") : null,
            DraftFieldKind.FeetAndInches => attribute is { Type: ValueType.Number, Unit: "cm" } ? new FieldSpec([], 20, "feet and inches") : null,
            DraftFieldKind.Lines => attribute is { Type: ValueType.Text, Many: false } ? new FieldSpec([("by", "\", \""), ("accept", "a line holds no comma")], 10, "the lines of one text") : null,
            _ => Single(attribute, field.First),
        };
    }

    /// <summary>Whether every value is an identifier of a kind that ordinary text hardly ever is.</summary>
    public static bool IsTelling(AttributeDefinition attribute, SourceField field) =>
        attribute is { Type: ValueType.Identifier, Identifier: { } kind } && Telling.Contains(kind) && field.Values.Count > 0 && Identifies(kind, field.Values);

    /// <summary>Whether every value is a date in one of the known patterns.</summary>
    public static bool IsDate(SourceField field) => field.Format == "date" || (field.Values.Count > 0 && Patterns(field.Values, DatePatterns, p => p.Year != 0 && !p.HasTime) is not null);

    /// <summary>Whether every value is a time of day.</summary>
    public static bool IsTime(SourceField field) => field.Format == "time" || (field.Values.Count > 0 && Patterns(field.Values, TimePatterns, p => p.HasTime && p.Year == 0) is not null);

    private FieldSpec? Single(AttributeDefinition attribute, SourceField field) => attribute.Type switch
    {
        ValueType.Code => CodeGuesser.Guess(attribute.Codes!, field),
        ValueType.Date => Date(field),
        ValueType.Time => Time(field),
        ValueType.Instant => Moment(field),
        ValueType.Number => Number(field),
        ValueType.Boolean => Boolean(field),
        ValueType.Identifier => Identifier(attribute, field),
        ValueType.Point => Point(field),
        _ => Text(attribute, field),
    };

    private FieldSpec? Text(AttributeDefinition attribute, SourceField field)
    {
        if (field.IsBoolean || field.Format is "boolean" or "date" or "date-time" or "time")
        {
            return null;
        }

        IssueSink breaches = new();
        foreach (string value in field.Values)
        {
            AttributeValidator.For(attribute).Check(Value.Text(value), today, breaches);
        }

        // Fixed vocabularies and dates are seldom what free text is meant for.
        int evidence = breaches.Count > 0 ? -25 : field.Values.Count > 0 && (IsDate(field) || Patterns(field.Values, MomentPatterns, p => p.Year != 0) is not null) ? -30 : 0;
        List<(string, string)> options = field.IsNumber ? [("number", "true")] : [];
        string why = breaches.Count > 0 ? $"some values break the dictionary's rules ({breaches.Issues[0].Code})" : field.Values.Count == 0 ? "no values seen" : "text";
        if (!attribute.Many || field.Repeated || !field.Values.Any(v => v.Contains(' ', StringComparison.Ordinal)))
        {
            return new FieldSpec(options, evidence, why);
        }

        options.AddRange([("split", "\" \""), ("accept", "one word each")]);
        return new FieldSpec(options, Math.Max(evidence, -5), "several words, taken as one value each")
        {
            Decision = $"{field.Name} holds several words; the draft takes each word as one {attribute.Name} value",
        };
    }

    private static FieldSpec? Date(SourceField field)
    {
        if (field.Format == "date")
        {
            return new FieldSpec([], 15, "a date by the schema");
        }

        if (field.Values.Count == 0)
        {
            return field.IsNumber || field.IsBoolean || field.Format.Length > 0 ? null : new FieldSpec([], -10, "no values seen; taken for ISO dates") { Decision = $"in which form {field.Name} writes dates" };
        }

        return Patterns(field.Values, DatePatterns, p => p.Year != 0 && !p.HasTime) is { } patterns
            ? new FieldSpec([.. Option("date", patterns)], 15, $"dates {string.Join(" or ", patterns)}") { Decision = Unsure(field, patterns) }
            : null;
    }

    private static FieldSpec? Time(SourceField field) =>
        field.Format == "time" ? new FieldSpec([], 15, "a time by the schema")
        : field.Values.Count > 0 && Patterns(field.Values, TimePatterns, p => p.HasTime && p.Year == 0) is { } patterns ? new FieldSpec([.. Option("time", patterns)], 15, $"times {string.Join(" or ", patterns)}")
        : null;

    private static FieldSpec? Moment(SourceField field)
    {
        if (field.Values.Count == 0)
        {
            return field.Format switch
            {
                "date-time" => new FieldSpec([("zone", LocalZone), ("offset", "true")], 15, "a moment by the schema"),
                "" when !field.IsNumber && !field.IsBoolean && field.Enumeration.Count == 0 =>
                    new FieldSpec([("zone", LocalZone), ("offset", "true")], -15, "no values seen; taken for ISO 8601") { Decision = $"in which form {field.Name} writes moments" },
                _ => null,
            };
        }

        if (Patterns(field.Values, MomentPatterns, p => p.Year != 0 && p.HasTime) is not { } patterns)
        {
            return null;
        }

        // The zone is of use even where the texts say an offset: it is what is written back.
        bool hasOffset = field.Values.Any(v => v.EndsWith('Z') || (v.Length > 6 && v[^6] is '+' or '-' && v[^3] == ':'));
        List<(string, string)> options = [.. Option("datetime", patterns), ("zone", LocalZone)];
        if (hasOffset)
        {
            options.Add(("offset", "true"));
        }

        return new FieldSpec(options, 15, $"moments {string.Join(" or ", patterns)}{(hasOffset ? "" : ", taken for local time")}") { Decision = Unsure(field, patterns) };
    }

    private static FieldSpec? DateAndTime(DraftField field)
    {
        string[]? dates = field.Fields[0].Values.Count == 0 ? ["iso"] : Patterns(field.Fields[0].Values, DatePatterns, p => p.Year != 0 && !p.HasTime);
        string[]? times = field.Fields[1].Values.Count == 0 ? ["HH:mm"] : Patterns(field.Fields[1].Values, TimePatterns, p => p.HasTime && p.Year == 0);
        return dates is null || times is null ? null : new FieldSpec(
            [.. Option("date", dates), .. Option("time", times), ("zone", LocalZone)], 15, $"date {dates[0]} and time {times[0]}, taken for local time") { Decision = Unsure(field.Fields[0], dates) };
    }

    private static FieldSpec? Number(SourceField field)
    {
        bool numbers = field.Values.All(v => decimal.TryParse(v, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _));
        return field.IsNumber || field.Format == "number" ? new FieldSpec([], 10, "a number")
            : field.Values.Count > 0 && numbers ? new FieldSpec([("text", "true")], 5, "digits")
            : null;
    }

    private static FieldSpec? Boolean(SourceField field)
    {
        if (field.IsBoolean || field.Format == "boolean")
        {
            return new FieldSpec([], 10, "true or false");
        }

        foreach ((string yes, string no) in Words)
        {
            if (field.KnownValues.Count is > 0 and <= 2 && field.KnownValues.All(v => v == yes || v == no))
            {
                return new FieldSpec([("\"true\"", YamlWriting.Scalar(yes)), ("\"false\"", YamlWriting.Scalar(no))], 12, $"only {yes} and {no}");
            }
        }

        return field.KnownValues.Count is > 0 and <= 2 && field.KnownValues.All(v => v is "0" or "1") ? new FieldSpec([("\"true\"", "\"1\""), ("\"false\"", "\"0\"")], 5, "only 0 and 1") : null;
    }

    private static FieldSpec? Identifier(AttributeDefinition attribute, SourceField field)
    {
        if (field.IsBoolean || field.Format is "date" or "date-time" or "time" or "boolean")
        {
            return null;
        }

        if (field.Values.Count == 0)
        {
            return new FieldSpec([], field.Format == attribute.Identifier ? 15 : -5, "no values seen");
        }

        return Identifies(attribute.Identifier!, field.Values)
            ? new FieldSpec([], Telling.Contains(attribute.Identifier!) ? 20 : 8, $"every value is a {attribute.Identifier}")
            : null;
    }

    private static FieldSpec? Point(SourceField field) =>
        field.Values.Count == 0 ? null
        : field.Values.All(v => GridReference.TryParse(v, out _)) ? new FieldSpec([("grid", "true")], 20, "National Grid references")
        : field.Values.All(v => AngleText.TryParsePoint(v, out _)) ? new FieldSpec([], 20, "latitude and longitude")
        : null;

    private static bool Identifies(string kind, IReadOnlyList<string> values) =>
        IdentifierKind.Find(kind) is { } found && values.All(v => found.Parse(v).Fault == IdentifierFault.None);

    // The fewest patterns, in the order of the list, that read every value.
    private static string[]? Patterns(IReadOnlyList<string> values, string[] candidates, Func<TimeParts, bool> suits)
    {
        List<string> chosen = [];
        List<byte[]> rest = [.. values.Select(v => Encoding.UTF8.GetBytes(v.Trim()))];
        while (rest.Count > 0 && chosen.Count < 3)
        {
            (string Pattern, int Count) best = candidates.Select(c => (c, rest.Count(r => Reads(c, r, suits)))).MaxBy(c => c.Item2);
            if (best.Count == 0)
            {
                return null;
            }

            chosen.Add(best.Pattern);
            rest.RemoveAll(r => Reads(best.Pattern, r, suits));
        }

        return rest.Count > 0 ? null : [.. chosen];
    }

    private static bool Reads(string pattern, byte[] value, Func<TimeParts, bool> suits) =>
        Compiled[pattern].TryRead(value, out TimeParts parts) && suits(parts);

    private static IEnumerable<(string, string)> Option(string key, string[] patterns) =>
        patterns is ["iso"] ? [] : [(key, patterns.Length == 1 ? $"\"{patterns[0]}\"" : $"[{string.Join(", ", patterns.Select(p => $"\"{p}\""))}]")];

    private static string? Unsure(SourceField field, string[] patterns) =>
        patterns.Any(p => p.StartsWith("dd/MM", StringComparison.Ordinal)) && field.Values.All(v => Swapped(v)) ? $"whether {field.Name} writes the day or the month first: no value shows it"
        : patterns.Any(p => p.Contains("yy", StringComparison.Ordinal) && !p.Contains("yyyy", StringComparison.Ordinal)) ? $"which century the years of {field.Name} are of"
        : null;

    private static bool Swapped(string value) =>
        value.Length >= 5 && int.TryParse(value.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out int first) && first <= 12;
}
