using System.Text.Json;

namespace Parley.Engine.Dictionary.Export;

/// <summary>Writes the JSON Schema of pole JSON under a dictionary.</summary>
internal sealed class JsonSchemaWriter(PoleDictionary dictionary, Utf8JsonWriter writer)
{
    private const string PartialDatePattern = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
    private const string InstantPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,7})?Z$";

    public void Write()
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        writer.WriteString("title", $"{dictionary.Title} {dictionary.Version}");
        writer.WriteString("description", dictionary.Source);
        WriteBundle();
        writer.WriteStartObject("$defs");
        WriteCommon();
        foreach (RecordType type in dictionary.TypeList)
        {
            WriteType(type);
        }

        foreach (CodeList list in dictionary.CodeListList)
        {
            WriteCodes(list);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteBundle()
    {
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        WriteString("dictionary");
        writer.WriteStartObject("message");
        writer.WriteString("$ref", "#/$defs/message");
        writer.WriteEndObject();
        writer.WriteStartObject("records");
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        writer.WriteStartArray("oneOf");
        foreach (RecordType type in dictionary.TypeList)
        {
            WriteReference(type.Name);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("links");
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        writer.WriteString("$ref", "#/$defs/link");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteClosed("records");
    }

    private void WriteCommon()
    {
        writer.WriteStartObject("message");
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        WriteString("messageId");
        WriteString("correlationId");
        WriteString("sentAt", InstantPattern);
        WriteString("sender");
        WriteString("recipient");
        writer.WriteEndObject();
        WriteClosed();
        writer.WriteEndObject();

        writer.WriteStartObject("link");
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        WriteString("from");
        WriteNames("role", dictionary.LinkRoleList.Select(r => r.Name));
        WriteString("to");
        writer.WriteEndObject();
        WriteClosed("from", "role", "to");
        writer.WriteEndObject();

        writer.WriteStartObject("point");
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        WriteDegrees("latitude", 90);
        WriteDegrees("longitude", 180);
        writer.WriteEndObject();
        WriteClosed("latitude", "longitude");
        writer.WriteEndObject();
    }

    private void WriteDegrees(string name, int most)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", "number");
        writer.WriteNumber("minimum", -most);
        writer.WriteNumber("maximum", most);
        writer.WriteEndObject();
    }

    private void WriteType(RecordType type)
    {
        writer.WriteStartObject(type.Name);
        writer.WriteString("description", type.Description);
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        WriteString("id");
        WriteString("sourceId");
        writer.WriteStartObject("type");
        writer.WriteString("const", type.Name);
        writer.WriteEndObject();
        WriteNames("role", dictionary.RoleList.Select(r => r.Name));
        writer.WriteStartObject("attributes");
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (AttributeDefinition attribute in type.Attributes)
        {
            WriteAttribute(attribute);
        }

        writer.WriteEndObject();
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteClosed("id", "type");
        writer.WriteEndObject();
    }

    private void WriteAttribute(AttributeDefinition attribute)
    {
        writer.WriteStartObject(attribute.Name);
        writer.WriteString("description", attribute.Description);
        if (attribute.Many)
        {
            // One value may stand without its array.
            writer.WriteStartArray("anyOf");
            writer.WriteStartObject();
            WriteForm(attribute);
            writer.WriteEndObject();
            writer.WriteStartObject();
            writer.WriteString("type", "array");
            writer.WriteStartObject("items");
            WriteForm(attribute);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
        else
        {
            WriteForm(attribute);
        }

        writer.WriteEndObject();
    }

    private void WriteForm(AttributeDefinition attribute)
    {
        switch (attribute.Type)
        {
            case ValueType.Code:
                writer.WriteString("$ref", $"#/$defs/codes-{attribute.Codes!.Name}");
                break;
            case ValueType.Point:
                writer.WriteString("$ref", "#/$defs/point");
                break;
            case ValueType.Number or ValueType.Boolean:
                writer.WriteString("type", attribute.Type == ValueType.Number ? "number" : "boolean");
                break;
            default:
                WriteTextForm(attribute);
                break;
        }
    }

    private void WriteTextForm(AttributeDefinition attribute)
    {
        writer.WriteString("type", "string");
        string? pattern = attribute.Type switch
        {
            ValueType.Date => PartialDatePattern,
            ValueType.Instant => $"(?:{InstantPattern})|(?:{PartialDatePattern})",
            ValueType.Time => "^[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,7})?$",
            _ => attribute.PatternText is { } own ? $"^(?:{own})$" : null,
        };
        if (pattern is not null)
        {
            writer.WriteString("pattern", pattern);
        }

        if (attribute.MinLength > 0)
        {
            writer.WriteNumber("minLength", attribute.MinLength);
        }

        if (attribute.MaxLength > 0)
        {
            writer.WriteNumber("maxLength", attribute.MaxLength);
        }
    }

    /// <summary>A code of the list, or a source's own code marked as unmapped.</summary>
    private void WriteCodes(CodeList list)
    {
        writer.WriteStartObject($"codes-{list.Name}");
        writer.WriteString("title", list.Title);
        writer.WriteString("description", $"{list.Source}; version {list.Version}");
        writer.WriteStartArray("anyOf");
        writer.WriteStartObject();
        writer.WriteStartArray("enum");
        foreach (CodeEntry entry in list.Entries)
        {
            writer.WriteStringValue(entry.Code);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        WriteString("unmapped");
        writer.WriteEndObject();
        WriteClosed("unmapped");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteReference(string name)
    {
        writer.WriteStartObject();
        writer.WriteString("$ref", $"#/$defs/{name}");
        writer.WriteEndObject();
    }

    private void WriteString(string name, string? pattern = null)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", "string");
        if (pattern is not null)
        {
            writer.WriteString("pattern", pattern);
        }

        writer.WriteEndObject();
    }

    private void WriteNames(string name, IEnumerable<string> names)
    {
        writer.WriteStartObject(name);
        writer.WriteStartArray("enum");
        foreach (string item in names)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>What must be there; nothing else may be.</summary>
    private void WriteClosed(params string[] required)
    {
        if (required.Length > 0)
        {
            writer.WriteStartArray("required");
            Array.ForEach(required, writer.WriteStringValue);
            writer.WriteEndArray();
        }

        writer.WriteBoolean("additionalProperties", false);
    }
}
