using System.Text.Json;
using Parley.Engine.Dictionary;

namespace Parley.Server.Exchanges;

/// <summary>A bundle in the dictionary's own JSON, for the trace.</summary>
internal static class BundleJson
{
    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter writer, Bundle bundle)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("records"u8);
        foreach (Record record in bundle.Records)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, record.Type.Name);
            if (record.Role is EntityRole role)
            {
                writer.WriteString("role"u8, role.Name);
            }

            foreach (AttributeValue item in record.Attributes)
            {
                writer.WritePropertyName(item.Attribute.Name);
                WriteValue(writer, item.Value, item.Attribute.Many);
            }

            writer.WriteEndObject();
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

    private static void WriteValue(Utf8JsonWriter writer, Value value, bool many)
    {
        if (many || value.Form == ValueForm.List)
        {
            writer.WriteStartArray();
            foreach (Value one in value.Values)
            {
                WriteValue(writer, one, false);
            }

            writer.WriteEndArray();
            return;
        }

        switch (value.Form)
        {
            case ValueForm.Boolean:
                writer.WriteBooleanValue(value.AsBoolean);
                break;
            case ValueForm.Number:
                writer.WriteNumberValue(value.AsNumber);
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }
}
