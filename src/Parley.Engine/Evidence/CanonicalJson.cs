using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Engine.Evidence;

/// <summary>
/// JSON in the one form of RFC 8785 (JSON Canonicalization Scheme): no white space, members in the order of their names' UTF-16 units, numbers
/// as ECMAScript writes them. Equal values give equal bytes, so that a hash or signature over them is one over the value.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Brings a JSON text to its canonical form; false with what is wrong when it is not I-JSON: malformed, a name twice, half a character, a number beyond binary64.</summary>
    public static bool TryCanonicalise(ReadOnlySpan<byte> json, [NotNullWhen(true)] out byte[]? canonical, [NotNullWhen(false)] out string? fault)
    {
        canonical = null;
        try
        {
            return TryWrite(JsonNode.Parse(json, documentOptions: Strict), out canonical, out fault);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The latter for a name that holds half a character.
            fault = error.Message;
            return false;
        }
    }

    /// <summary>Writes a value in canonical form; false with what is wrong when it has none.</summary>
    public static bool TryWrite(JsonNode? value, [NotNullWhen(true)] out byte[]? canonical, [NotNullWhen(false)] out string? fault)
    {
        StringBuilder text = new();
        fault = Append(text, value);
        canonical = fault is null ? Encoding.UTF8.GetBytes(text.ToString()) : null;
        return canonical is not null;
    }

    /// <summary>The bytes of a value that is known to have a canonical form; misuse when it has none.</summary>
    public static byte[] Write(JsonNode? value) =>
        TryWrite(value, out byte[]? canonical, out string? fault) ? canonical : throw new ArgumentException(fault, nameof(value));

    /// <summary>SHA-256 over the canonical form, 64 hexadecimal digits.</summary>
    public static string Hash(JsonNode? value) => Convert.ToHexStringLower(SHA256.HashData(Write(value)));

    /// <summary>A number as ECMAScript writes it (RFC 8785 section 3.2.2.3): the shortest digits that give the number back; misuse for NaN and the infinities.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no such number");
        }

        // Zero has no sign in ECMAScript's text.
        if (value == 0)
        {
            return "0";
        }

        string sign = value < 0 ? "-" : "";
        (string digits, int point) = Shortest(Math.Abs(value));
        return sign + point switch
        {
            > 0 and <= 21 when digits.Length <= point => digits.PadRight(point, '0'),
            > 0 and <= 21 => $"{digits[..point]}.{digits[point..]}",
            > -6 and <= 0 => $"0.{new string('0', -point)}{digits}",
            _ => $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture)}",
        };
    }

    // The shortest digits d1…dk and n, so that the value is 0.d1…dk × 10^n.
    private static (string Digits, int Point) Shortest(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int end = text.IndexOf('E', StringComparison.Ordinal);
        string mantissa = end < 0 ? text : text[..end];
        int power = end < 0 ? 0 : int.Parse(text.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return (mantissa.Replace(".", "", StringComparison.Ordinal).Trim('0'), Exponent(mantissa) + power + 1);
    }

    // The decimal exponent of the first digit that is not zero.
    private static int Exponent(string mantissa)
    {
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int whole = point < 0 ? mantissa.Length : point;
        int first = mantissa.AsSpan().IndexOfAnyInRange('1', '9');
        return first < whole ? whole - first - 1 : whole - first;
    }

    private static string? Append(StringBuilder text, JsonNode? value) => value switch
    {
        null => Literal(text, "null"),
        JsonObject members => AppendObject(text, members),
        JsonArray items => AppendArray(text, items),
        JsonValue scalar => AppendScalar(text, scalar),
        _ => "a value of no kind that JSON has",
    };

    private static string? AppendObject(StringBuilder text, JsonObject members)
    {
        text.Append('{');
        string separator = "";
        foreach ((string name, JsonNode? value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            text.Append(separator);
            separator = ",";
            if (AppendString(text, name) is { } fault)
            {
                return fault;
            }

            text.Append(':');
            if (Append(text, value) is { } inner)
            {
                return inner;
            }
        }

        text.Append('}');
        return null;
    }

    private static string? AppendArray(StringBuilder text, JsonArray items)
    {
        text.Append('[');
        for (int i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : ",");
            if (Append(text, items[i]) is { } fault)
            {
                return fault;
            }
        }

        text.Append(']');
        return null;
    }

    private static string? AppendScalar(StringBuilder text, JsonValue scalar)
    {
        switch (scalar.GetValueKind())
        {
            case JsonValueKind.String:
                return Text(scalar) is { } content ? AppendString(text, content) : "a text that is not Unicode";
            case JsonValueKind.Number:
                double number = double.Parse(scalar.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
                return double.IsFinite(number) ? Literal(text, Number(number)) : "a number beyond what binary64 holds";
            case JsonValueKind.True:
                return Literal(text, "true");
            case JsonValueKind.False:
                return Literal(text, "false");
            default:
                return Literal(text, "null");
        }
    }

    // The framework refuses escapes of half a character, and bytes that are not UTF-8, only when the text is asked for.
    private static string? Text(JsonValue scalar)
    {
        try
        {
            return scalar.GetValue<string>();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? AppendString(StringBuilder text, string content)
    {
        text.Append('"');
        ReadOnlySpan<char> rest = content;
        while (rest.Length > 0)
        {
            if (Rune.DecodeFromUtf16(rest, out Rune rune, out int length) != OperationStatus.Done)
            {
                return "a text that holds half a character";
            }

            AppendRune(text, rune, rest[..length]);
            rest = rest[length..];
        }

        text.Append('"');
        return null;
    }

    private static void AppendRune(StringBuilder text, Rune rune, ReadOnlySpan<char> units)
    {
        _ = rune.Value switch
        {
            '"' => text.Append("\\\""),
            '\\' => text.Append("\\\\"),
            '\b' => text.Append("\\b"),
            '\t' => text.Append("\\t"),
            '\n' => text.Append("\\n"),
            '\f' => text.Append("\\f"),
            '\r' => text.Append("\\r"),
            < 0x20 => text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
            _ => text.Append(units),
        };
    }

    private static string? Literal(StringBuilder text, string literal)
    {
        text.Append(literal);
        return null;
    }
}
