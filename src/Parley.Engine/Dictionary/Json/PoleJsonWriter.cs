using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Parley.Engine.Dictionary.Json;

/// <summary>Writes a bundle as pole JSON. Writers are kept one for each thread, for a writer costs more than a small bundle.</summary>
internal static class PoleJsonWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonEncodedText IdName = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText SourceIdName = JsonEncodedText.Encode("sourceId");
    private static readonly JsonEncodedText TypeName = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText RoleName = JsonEncodedText.Encode("role");
    private static readonly JsonEncodedText AttributesName = JsonEncodedText.Encode("attributes");
    private static readonly JsonEncodedText FromName = JsonEncodedText.Encode("from");
    private static readonly JsonEncodedText ToName = JsonEncodedText.Encode("to");

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    public static void Write(Bundle bundle, IBufferWriter<byte> output, string version)
    {
        Utf8JsonWriter writer = t_writer ??= new Utf8JsonWriter(output, Options);
        writer.Reset(output);
        writer.WriteStartObject();
        writer.WriteString("dictionary", version);
        WriteFacts(writer, bundle.Facts);
        string[] ids = IdsOf(bundle);
        writer.WriteStartArray("records");
        for (int i = 0; i < bundle.Records.Count; i++)
        {
            WriteRecord(writer, bundle.Records[i], ids[i]);
        }

        writer.WriteEndArray();
        WriteLinks(writer, bundle, ids);
        writer.WriteEndObject();
        writer.Flush();
        writer.Reset(Stream.Null);
    }

    /// <summary>The id of each record: its own where it has one that no other has, else <c>#</c> and its place.</summary>
    private static string[] IdsOf(Bundle bundle)
    {
        string[] ids = new string[bundle.Records.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            string? own = bundle.Records[i].Id;
            ids[i] = string.IsNullOrEmpty(own) || own[0] == '#' || ids.AsSpan(0, i).Contains(own) ? $"#{i}" : own;
        }

        return ids;
    }

    private static void WriteFacts(Utf8JsonWriter writer, MessageFacts facts)
    {
        if (facts == MessageFacts.None)
        {
            return;
        }

        writer.WriteStartObject("message");
        WriteText(writer, "messageId", facts.MessageId);
        WriteText(writer, "correlationId", facts.CorrelationId);
        if (facts.SentAt is { } sent)
        {
            writer.WritePropertyName("sentAt");
            WriteInstant(writer, sent);
        }

        WriteText(writer, "sender", facts.Sender);
        WriteText(writer, "recipient", facts.Recipient);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteRecord(Utf8JsonWriter writer, Record record, string id)
    {
        writer.WriteStartObject();
        writer.WriteString(IdName, id);
        if (record.Id is not null && !ReferenceEquals(record.Id, id))
        {
            writer.WriteString(SourceIdName, record.Id);
        }

        writer.WriteString(TypeName, record.Type.Name);
        if (record.Role is not null)
        {
            writer.WriteString(RoleName, record.Role.Name);
        }

        writer.WriteStartObject(AttributesName);
        foreach (ref readonly AttributeValue item in record.Attributes)
        {
            writer.WritePropertyName(item.Attribute.JsonName);
            WriteValue(writer, item.Attribute, item.Value);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter writer, Bundle bundle, string[] ids)
    {
        writer.WriteStartArray("links");
        foreach (Link link in bundle.Links)
        {
            writer.WriteStartObject();
            writer.WriteString(FromName, ids[link.From]);
            writer.WriteString(RoleName, link.Role.Name);
            writer.WriteString(ToName, ids[link.To]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, AttributeDefinition attribute, in Value value)
    {
        switch (value.Form)
        {
            case ValueForm.Text when attribute.Type == ValueType.Code:
                writer.WriteStartObject();
                writer.WriteString("unmapped", value.AsText);
                writer.WriteEndObject();
                break;
            case ValueForm.Text:
                writer.WriteStringValue(value.AsText);
                break;
            case ValueForm.Code:
                writer.WriteStringValue(value.AsCode.Utf8Code);
                break;
            case ValueForm.Date:
                WriteDate(writer, value.AsDate);
                break;
            case ValueForm.Time:
                WriteTime(writer, value.AsTime);
                break;
            case ValueForm.Instant:
                WriteInstant(writer, value.AsInstant);
                break;
            case ValueForm.Number:
                writer.WriteNumberValue(value.AsNumber);
                break;
            case ValueForm.Boolean:
                writer.WriteBooleanValue(value.AsBoolean);
                break;
            case ValueForm.Point:
                WritePoint(writer, value);
                break;
            default:
                WriteList(writer, attribute, value);
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter writer, AttributeDefinition attribute, in Value value)
    {
        writer.WriteStartArray();
        foreach (ref readonly Value item in value.Values)
        {
            WriteValue(writer, attribute, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteDate(Utf8JsonWriter writer, PartialDate date)
    {
        Span<byte> text = stackalloc byte[10];
        Utf8Formatter.TryFormat(date.Year, text, out int length, new StandardFormat('D', 4));
        if (date.Month != 0)
        {
            length = Append(text, length, date.Month);
        }

        if (date.Day != 0)
        {
            length = Append(text, length, date.Day);
        }

        writer.WriteStringValue(text[..length]);
    }

    private static int Append(Span<byte> text, int length, int part)
    {
        text[length] = (byte)'-';
        Utf8Formatter.TryFormat(part, text[(length + 1)..], out _, new StandardFormat('D', 2));
        return length + 3;
    }

    private static void WriteTime(Utf8JsonWriter writer, TimeOnly time)
    {
        Span<byte> text = stackalloc byte[16];
        time.TryFormat(text, out int length, "HH:mm:ss.FFFFFFF", System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    private static void WriteInstant(Utf8JsonWriter writer, DateTime instant)
    {
        Span<byte> text = stackalloc byte[28];
        instant.TryFormat(text, out int length, "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    private static void WritePoint(Utf8JsonWriter writer, in Value point)
    {
        writer.WriteStartObject();
        writer.WriteNumber("latitude", Math.Round((decimal)point.AsLatitude, 7));
        writer.WriteNumber("longitude", Math.Round((decimal)point.AsLongitude, 7));
        writer.WriteEndObject();
    }
}
