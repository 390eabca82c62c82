using System.Globalization;
using System.Text.Json;
using Parley.Engine.Workspace.Yaml;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Objects of identities in each form: never their bytes, but where to read them, under the same decision.</summary>
internal static class MediaText
{
    /// <summary>Where an object is read, below the server's address.</summary>
    public static string AddressOf(ViewedMedia media) => $"/v1/media/{PublicId.Media(media.Media.Row.Id)}";

    /// <summary>An object's SHA-256 in hexadecimal digits.</summary>
    public static string Sha256Of(ViewedMedia media) => Convert.ToHexStringLower(media.Media.Row.Sha256!);

    /// <summary>An object's size in bytes.</summary>
    public static string SizeOf(ViewedMedia media) => media.Media.Row.Size.ToString(CultureInfo.InvariantCulture);

    /// <summary>Objects in one text: where each is, its type, size and SHA-256, and what it is called.</summary>
    public static string Of(IEnumerable<ViewedMedia> media) =>
        string.Join("; ", media.Select(m => $"{AddressOf(m)} {m.Media.Row.Type} {SizeOf(m)} sha256:{Sha256Of(m)} {m.Media.Name}".TrimEnd()));

    /// <summary>Writes objects as the API's own JSON.</summary>
    public static void Write(Utf8JsonWriter writer, IEnumerable<ViewedMedia> media)
    {
        writer.WriteStartArray("media"u8);
        foreach (ViewedMedia one in media)
        {
            MediaRow row = one.Media.Row;
            writer.WriteStartObject();
            writer.WriteString("id"u8, PublicId.Media(row.Id));
            writer.WriteString("href"u8, AddressOf(one));
            writer.WriteString("state"u8, YamlForms.Kebab(row.State.ToString()));
            writer.WriteString("type"u8, row.Type);
            writer.WriteNumber("size"u8, row.Size);
            writer.WriteString("sha256"u8, Sha256Of(one));
            if (one.Media.Name is string name)
            {
                writer.WriteString("title"u8, name);
            }

            writer.WriteString("system"u8, row.System);
            writer.WriteStartArray("of"u8);
            foreach ((long record, string? role) in one.Of)
            {
                writer.WriteStartObject();
                writer.WriteString("record"u8, PublicId.Record(record));
                if (role is not null)
                {
                    writer.WriteString("role"u8, role);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes objects as JSON-LD, each a <c>MediaObject</c> of schema.org.</summary>
    public static void WriteLinked(Utf8JsonWriter writer, IEnumerable<ViewedMedia> media)
    {
        writer.WriteStartArray("media"u8);
        foreach (ViewedMedia one in media)
        {
            writer.WriteStartObject();
            writer.WriteString("@id"u8, $"urn:parley:object:{PublicId.Media(one.Media.Row.Id)}");
            writer.WriteString("@type"u8, "https://schema.org/MediaObject");
            writer.WriteString("https://schema.org/contentUrl"u8, AddressOf(one));
            writer.WriteString("https://schema.org/encodingFormat"u8, one.Media.Row.Type);
            writer.WriteString("https://schema.org/contentSize"u8, SizeOf(one));
            writer.WriteString("https://schema.org/sha256"u8, Sha256Of(one));
            if (one.Media.Name is string name)
            {
                writer.WriteString("https://schema.org/name"u8, name);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
