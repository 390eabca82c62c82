using System.Text.Json;
using Parley.Engine.Dictionary;
using Parley.Engine.Translation.Corrections;
using Parley.Engine.Workspace.Yaml;
using Parley.Server.Operations;

namespace Parley.Server.Exceptions;

/// <summary>Failing fields as the desk shows them: value, what is wrong, and what the dictionary asks of the attribute.</summary>
internal static class FieldJson
{
    private const int MostCodes = 200;

    /// <summary>Writes the fields of a version.</summary>
    public static void Write(Utf8JsonWriter writer, int version, IReadOnlyList<FailingField> fields)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version"u8, version);
        writer.WriteStartArray("fields"u8);
        foreach (FailingField field in fields)
        {
            Write(writer, field);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, FailingField field)
    {
        writer.WriteStartObject();
        writer.WriteString("field"u8, field.Id);
        writer.WriteString("path"u8, field.Path);
        writer.WriteString("value"u8, field.Text);
        writer.WriteBoolean("editable"u8, field.IsEditable);
        if (field.Attribute is { } attribute)
        {
            WriteAttribute(writer, attribute);
        }

        writer.WritePropertyName("issues"u8);
        IssueJson.Write(writer, field.Issues);
        writer.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter writer, AttributeDefinition attribute)
    {
        writer.WriteStartObject("attribute"u8);
        writer.WriteString("name"u8, attribute.Name);
        writer.WriteString("type"u8, YamlForms.Kebab(attribute.Type.ToString()));
        if (attribute.MaxLength > 0)
        {
            writer.WriteNumber("maxLength"u8, attribute.MaxLength);
        }

        if (attribute.Codes is { } codes)
        {
            writer.WriteString("codes"u8, codes.Name);
            writer.WriteStartArray("entries"u8);
            foreach (CodeEntry entry in codes.Entries.Take(MostCodes))
            {
                writer.WriteStringValue(entry.Code);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
