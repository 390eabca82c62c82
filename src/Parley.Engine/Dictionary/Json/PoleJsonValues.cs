using System.Globalization;
using System.Text.Json;

namespace Parley.Engine.Dictionary.Json;

/// <summary>Reads single values of pole JSON; none is accepted in another form than it is written in.</summary>
internal static class PoleJsonValues
{
    private const string InstantForm = "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ";
    private const string TimeForm = "HH:mm:ss.FFFFFFF";

    public static bool TryRead(ref Utf8JsonReader json, ValueType type, out Value value)
    {
        value = Value.None;
        switch (type)
        {
            case ValueType.Text or ValueType.Identifier when json.TokenType == JsonTokenType.String:
                value = Value.Text(json.GetString()!);
                return true;
            case ValueType.Date when TryDate(ref json, out PartialDate date):
                value = Value.Date(date);
                return true;
            case ValueType.Time when TryTime(ref json, out TimeOnly time):
                value = Value.Time(time);
                return true;
            case ValueType.Instant when TryInstant(ref json, out DateTime instant):
                value = Value.Instant(instant);
                return true;
            case ValueType.Instant when TryDate(ref json, out PartialDate day):
                // A moment of which only the day is known.
                value = Value.Date(day);
                return true;
            case ValueType.Number when json.TokenType == JsonTokenType.Number && json.TryGetDecimal(out decimal number):
                value = Value.Number(number);
                return true;
            case ValueType.Boolean when json.TokenType is JsonTokenType.True or JsonTokenType.False:
                value = Value.Boolean(json.GetBoolean());
                return true;
            case ValueType.Point:
                return TryPoint(ref json, out value);
            default:
                return false;
        }
    }

    /// <summary>The form of a type in words, to follow <c>is no</c>.</summary>
    public static string Describe(ValueType type) => type switch
    {
        ValueType.Date => "date (1984, 1984-07 or 1984-07-09)",
        ValueType.Time => "time of day (23:59:59)",
        ValueType.Instant => "instant in UTC (2026-01-31T23:59:59Z), or a date where the time is not known",
        ValueType.Number => "number",
        ValueType.Boolean => "true or false",
        ValueType.Point => "point ({\"latitude\": …, \"longitude\": …}) on the earth",
        _ => "string",
    };

    public static bool TryInstant(ref Utf8JsonReader json, out DateTime instant)
    {
        Span<char> buffer = stackalloc char[40];
        instant = default;
        return TryCopy(ref json, buffer, out int length) && DateTime.TryParseExact(
            buffer[..length], InstantForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
    }

    private static bool TryTime(ref Utf8JsonReader json, out TimeOnly time)
    {
        Span<char> buffer = stackalloc char[40];
        time = default;
        return TryCopy(ref json, buffer, out int length)
            && TimeOnly.TryParseExact(buffer[..length], TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    private static bool TryDate(ref Utf8JsonReader json, out PartialDate date)
    {
        Span<char> buffer = stackalloc char[40];
        date = default;
        if (!TryCopy(ref json, buffer, out int length))
        {
            return false;
        }

        ReadOnlySpan<char> text = buffer[..length];
        if (length is not (4 or 7 or 10) || !TryPart(text[..4], out int year))
        {
            return false;
        }

        int month = 0, day = 0;
        bool parts = (length < 7 || (text[4] == '-' && TryPart(text.Slice(5, 2), out month) && month > 0))
            && (length < 10 || (text[7] == '-' && TryPart(text.Slice(8, 2), out day) && day > 0));
        date = new PartialDate(year, month, day);
        return parts && PartialDate.IsValid(year, month, day);
    }

    private static bool TryPart(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryCopy(ref Utf8JsonReader json, scoped Span<char> buffer, out int length)
    {
        length = 0;
        if (json.TokenType != JsonTokenType.String || json.ValueSpan.Length > buffer.Length)
        {
            return false;
        }

        length = json.CopyString(buffer);
        return true;
    }

    private static bool TryPoint(ref Utf8JsonReader json, out Value value)
    {
        value = Value.None;
        Utf8JsonReader start = json;
        double latitude = double.NaN, longitude = double.NaN;
        bool valid = json.TokenType == JsonTokenType.StartObject;
        while (valid && json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            valid = json.ValueTextEquals("latitude"u8) && double.IsNaN(latitude) ? TryDegrees(ref json, 90, out latitude)
                : json.ValueTextEquals("longitude"u8) && double.IsNaN(longitude) && TryDegrees(ref json, 180, out longitude);
        }

        if (!valid || double.IsNaN(latitude) || double.IsNaN(longitude))
        {
            json = start;
            return false;
        }

        value = Value.Point(latitude, longitude);
        return true;
    }

    private static bool TryDegrees(ref Utf8JsonReader json, double most, out double degrees)
    {
        degrees = double.NaN;
        return json.Read() && json.TokenType == JsonTokenType.Number && json.TryGetDouble(out degrees) && Math.Abs(degrees) <= most;
    }
}
