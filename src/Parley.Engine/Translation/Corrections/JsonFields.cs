using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Corrections;

/// <summary>Values of a JSON message, found by where their property, or their item of a list, begins.</summary>
internal static class JsonFields
{
    private static readonly JavaScriptEncoder s_encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The value at a place; null when there is none, or no single value.</summary>
    public static FieldSpan? Find(ReadOnlySpan<byte> json, int offset)
    {
        Utf8JsonReader reader = new(json);
        if (!Seek(ref reader, offset))
        {
            return null;
        }

        bool isNumber = reader.TokenType == JsonTokenType.Number;
        bool isFlag = reader.TokenType is JsonTokenType.True or JsonTokenType.False;
        string? text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.Null => "",
            _ => null,
        };
        int start = (int)reader.TokenStartIndex;
        return text is null ? null : new FieldSpan(start, (int)reader.BytesConsumed - start, text, value => Write(value, isNumber, isFlag));
    }

    /// <summary>The place at which a missing field is put into the object at a place; null when what is there leaves no room for it.</summary>
    public static FieldSpan? Missing(ReadOnlySpan<byte> json, int offset, FieldPath path)
    {
        if (path.FromRoot || path.Up > 0 || path.Segments.Count == 0 || path.Segments.Any(s => s.IsList || s.Index >= 0 || s.IsAttribute))
        {
            return null;
        }

        Utf8JsonReader reader = new(json);
        if (!Seek(ref reader, offset) || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        int known = 0;
        while (known < path.Segments.Count - 1 && FindMember(json, ref reader, path.Segments[known].Name))
        {
            known++;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }
        }

        string[] names = [.. path.Segments.Skip(known).Select(s => s.Name)];
        int start = (int)reader.BytesConsumed;
        return FindMember(json, ref reader, names[0])
            ? null
            : new FieldSpan(start, 0, null, value => Encoding.UTF8.GetBytes(Nested(names, value))) { Tail = IsEmpty(json, start) ? "" : "," };
    }

    // On the token that begins at an offset; behind a property's name, on its value.
    private static bool Seek(ref Utf8JsonReader reader, int offset)
    {
        while (reader.Read())
        {
            if (reader.TokenStartIndex == offset)
            {
                return reader.TokenType != JsonTokenType.PropertyName || reader.Read();
            }
        }

        return false;
    }

    // On entry the reader stands at an object's start. When it has no such member the reader is where it was.
    private static bool FindMember(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, string name)
    {
        Utf8JsonReader members = reader;
        while (members.Read() && members.TokenType == JsonTokenType.PropertyName)
        {
            if (members.ValueTextEquals(name))
            {
                reader = members;
                return true;
            }

            members.Skip();
        }

        return false;
    }

    private static bool IsEmpty(ReadOnlySpan<byte> json, int start) => json[start..].TrimStart(" \t\r\n"u8) is [(byte)'}', ..];

    private static string Nested(ReadOnlySpan<string> names, string value) => names.Length == 1
        ? $"\"{s_encoder.Encode(names[0])}\":\"{s_encoder.Encode(value)}\""
        : $"\"{s_encoder.Encode(names[0])}\":{{{Nested(names[1..], value)}}}";

    // What was a number or a flag stays one where the new value can be.
    private static byte[] Write(string value, bool isNumber, bool isFlag) =>
        (isNumber && IsNumber(value)) || (isFlag && value is "true" or "false")
            ? Encoding.UTF8.GetBytes(value)
            : Encoding.UTF8.GetBytes($"\"{s_encoder.Encode(value)}\"");

    private static bool IsNumber(string value)
    {
        try
        {
            Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(value));
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
