using System.Globalization;
using System.Text;
using Parley.Engine.Dictionary;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Values in the dictionary's own text form, as translations state constants and defaults.</summary>
internal static class ValueText
{
    /// <summary>The value of a text; none when it has not the form of the type. Codes are looked up by the caller, who knows the list.</summary>
    public static Value Parse(ValueType type, string text)
    {
        switch (type)
        {
            case ValueType.Text or ValueType.Identifier:
                return Value.Text(text);
            case ValueType.Boolean:
                return text switch { "true" => Value.Boolean(true), "false" => Value.Boolean(false), _ => Value.None };
            case ValueType.Number:
                return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
                    ? Value.Number(number)
                    : Value.None;
            case ValueType.Date or ValueType.Instant or ValueType.Time:
                return Moment(type, text);
            default:
                return Value.None;
        }
    }

    private static Value Moment(ValueType type, string text)
    {
        TimeParts parts = new() { Offset = TimeParts.NoOffset };
        if (!IsoTime.TryRead(Encoding.UTF8.GetBytes(text), ref parts) || !parts.IsValid)
        {
            return Value.None;
        }

        if (type == ValueType.Time)
        {
            return parts.HasTime && parts.Year == 0 ? Value.Time(new TimeOnly(parts.Hour, parts.Minute, parts.Second)) : Value.None;
        }

        if (parts.Year == 0)
        {
            return Value.None;
        }

        return type == ValueType.Date || !parts.HasTime
            ? Value.Date(new PartialDate(parts.Year, parts.Month, parts.Day))
            : parts.Offset == TimeParts.NoOffset ? Value.None
            : Value.Instant(DateTime.SpecifyKind(parts.ToDateTime().AddMinutes(-parts.Offset), DateTimeKind.Utc));
    }
}
