using System.Buffers;
using System.Text.Json;
using Parley.Engine.Expressions;
using Parley.Engine.Sharing;

namespace Parley.Server.Decisions;

/// <summary>A subject or resource as a question names it.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its identifier within the type.</param>
/// <param name="Properties">What the asker says of it: an object, or undefined.</param>
internal sealed record AskedEntity(string Type, string Id, JsonElement Properties)
{
    /// <summary>A property that is one text; null for anything else, which then permits nothing.</summary>
    public string? Text(string name) => Find(name) is { } value ? AskedText.Of(value) : null;

    /// <summary>A property that is a text or a list; what in it is no text is left out.</summary>
    public IReadOnlyList<string> Texts(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.String } one => AskedText.Of(one) is string text ? [text] : [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(AskedText.Of).OfType<string>()],
        _ => [],
    };

    /// <summary>A property, or null.</summary>
    public JsonElement? Find(string name) =>
        Properties.ValueKind == JsonValueKind.Object && Properties.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>The entity with what is known of it: the asker's word counts, and what it does not say is taken from the list.</summary>
    public AskedEntity Completed(KnownEntities known)
    {
        if (known.Find(Type, Id) is not KnownEntity entity)
        {
            return this;
        }

        ArrayBufferWriter<byte> json = new(256);
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            foreach (KeyValuePair<string, JqValue> member in entity.Properties.Members.Where(m => Find(m.Key) is null))
            {
                writer.WritePropertyName(member.Key);
                writer.WriteRawValue(member.Value.ToUtf8());
            }

            foreach (JsonProperty property in Properties.ValueKind == JsonValueKind.Object ? Properties.EnumerateObject() : default)
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(json.WrittenMemory);
        return this with { Properties = document.RootElement.Clone() };
    }
}
