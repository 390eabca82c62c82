using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Engine.Dictionary;

namespace Parley.Cli;

/// <summary>Writes a bundle in the dictionary's own JSON (<c>pole</c>).</summary>
internal static class BundleJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one bundle.</summary>
    public static void Write(Bundle bundle, IBufferWriter<byte> target)
    {
        using Utf8JsonWriter writer = new(target, Options);
        writer.WriteStartObject();
        writer.WriteStartArray("records"u8);
        foreach (Record record in bundle.Records)
        {
            Write(record, writer);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("links"u8);
        foreach (Link link in bundle.Links)
        {
            writer.WriteStartObject();
            writer.WriteNumber("from"u8, link.From);
            writer.WriteString("role"u8, link.Role.Name);
            writer.WriteNumber("to"u8, link.To);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Record record, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, record.Type.Name);
        if (record.Role is { } role)
        {
            writer.WriteString("role"u8, role.Name);
        }

        if (record.Id is { } id)
        {
            writer.WriteString("id"u8, id);
        }

        writer.WriteStartObject("attributes"u8);
        foreach (AttributeValue item in record.Attributes)
        {
            writer.WritePropertyName(item.Attribute.Name);
            Write(item.Value, writer);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Value value, Utf8JsonWriter writer)
    {
        switch (value.Form)
        {
            case ValueForm.List:
                writer.WriteStartArray();
                foreach (Value item in value.Values)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case ValueForm.Boolean:
                writer.WriteBooleanValue(value.AsBoolean);
                break;
            case ValueForm.Number:
                writer.WriteRawValue(value.AsNumber.ToString(CultureInfo.InvariantCulture));
                break;
            case ValueForm.Point:
                writer.WriteStartObject();
                writer.WriteNumber("latitude"u8, value.AsLatitude);
                writer.WriteNumber("longitude"u8, value.AsLongitude);
                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }
}
