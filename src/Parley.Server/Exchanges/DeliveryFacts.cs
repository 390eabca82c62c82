using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Parley.Engine.Dictionary;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Server.Exchanges;

/// <summary>
/// What is kept of a delivered subject beside the message: the attributes that the recipient's address asks for, and the key that a reply
/// may leave out. Kept as JSON with the delivery, so that retries and replies need no bundle.
/// </summary>
internal sealed class DeliveryFacts
{
    private readonly Dictionary<string, string> _values;

    private DeliveryFacts(string type, Dictionary<string, string> values) => (Type, _values) = (type, values);

    /// <summary>The subject's type.</summary>
    public string Type { get; }

    /// <summary>A value in exchanged form, or null.</summary>
    public string? this[string attribute] => _values.GetValueOrDefault(attribute);

    /// <summary>Writes down what a route needs; null when it needs nothing.</summary>
    public static string? Write(Route route, Record subject)
    {
        if (route.Placeholders.Count == 0 && route.Accept.Reply is null)
        {
            return null;
        }

        ArrayBufferWriter<byte> buffer = new(128);
        using Utf8JsonWriter writer = new(buffer);
        writer.WriteStartObject();
        writer.WriteString("type"u8, subject.Type.Name);
        IEnumerable<string> names = route.Accept.Reply is null ? route.Placeholders : route.Placeholders.Union(subject.Type.Key);
        foreach (string name in names)
        {
            Value value = subject[name];
            if (!value.IsNone)
            {
                writer.WriteString(name, value.ToString());
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what was written down.</summary>
    public static DeliveryFacts? Read(string? json)
    {
        if (json is null)
        {
            return null;
        }

        Dictionary<string, string> values = JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
        return new DeliveryFacts(values.GetValueOrDefault("type") ?? "", values);
    }

    /// <summary>
    /// Gives a reply's subject the key attributes it lacks, when it is of the delivered subject's type: a system that answers "your incident
    /// is crime 42" rarely repeats whose incident it was.
    /// </summary>
    public void Complete(Bundle reply)
    {
        Record? subject = reply.Subject;
        if (subject is null || !string.Equals(subject.Type.Name, Type, StringComparison.Ordinal))
        {
            return;
        }

        foreach (string name in subject.Type.Key)
        {
            if (subject.Type.TryGet(name, out AttributeDefinition? attribute) && subject[attribute].IsNone && this[name] is string text)
            {
                subject.Set(attribute, Parse(attribute, text));
            }
        }
    }

    private static Value Parse(AttributeDefinition attribute, string text) => attribute.Type switch
    {
        ValueType.Number when decimal.TryParse(text, CultureInfo.InvariantCulture, out decimal number) => Value.Number(number),
        ValueType.Boolean => Value.Boolean(text == "true"),
        ValueType.Time when TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out TimeOnly time) => Value.Time(time),
        ValueType.Instant when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime moment) =>
            Value.Instant(moment),
        ValueType.Date when DateOnly.TryParse(text, CultureInfo.InvariantCulture, out DateOnly date) =>
            Value.Date(new PartialDate(date.Year, date.Month, date.Day)),
        ValueType.Code when attribute.Codes?.Entries.FirstOrDefault(e => e.Code == text) is CodeEntry entry => Value.Code(entry),
        _ => Value.Text(text),
    };
}
