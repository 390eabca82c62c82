using System.Buffers;
using System.Text.Json;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>Records of the repository as the API shows them.</summary>
internal static class RecordJson
{
    /// <summary>
    /// Writes a record with its versions, new to old. How many versions there are and what file brought one, at which line, is for its own organisation: to others it would tell of
    /// what they may not see.
    /// </summary>
    public static void Write(
        Utf8JsonWriter writer,
        (IReadOnlyList<VisibleVersion> Versions, bool IsOwn, IReadOnlyDictionary<long, string> Workspaces, IReadOnlyDictionary<long, LoadLineRow> Loads) state)
    {
        RecordVersionRow newest = state.Versions[0].Row;
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Record(newest.Record));
        writer.WriteString("type"u8, newest.Type);
        writer.WriteString("system"u8, state.Versions[0].Bundle.Stored.Row.System);
        writer.WriteStartArray("versions"u8);
        foreach (VisibleVersion version in state.Versions)
        {
            WriteVersion(writer, version, state.IsOwn, state.Workspaces, state.Loads.GetValueOrDefault(version.Row.Exchange));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes the attributes of a record, as an object.</summary>
    public static void WriteAttributes(Utf8JsonWriter writer, Record record)
    {
        Bundle single = new();
        single.Add(record);
        ArrayBufferWriter<byte> buffer = new(512);
        PoleJson.Write(single, buffer);
        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        document.RootElement.GetProperty("records")[0].GetProperty("attributes").WriteTo(writer);
    }

    /// <summary>Writes the links of a record that may be seen, as an array: the role, which way, and the record at the other end.</summary>
    public static void WriteLinks(Utf8JsonWriter writer, VisibleBundle bundle, int permittedPlace)
    {
        writer.WriteStartArray();
        foreach (Link link in bundle.Permitted.Links)
        {
            if (link.From == permittedPlace || link.To == permittedPlace)
            {
                int other = link.From == permittedPlace ? link.To : link.From;
                writer.WriteStartObject();
                writer.WriteString("role"u8, link.Role.Name);
                writer.WriteString(link.From == permittedPlace ? "to"u8 : "from"u8, PublicId.Record(bundle.NameOf(other)));
                writer.WriteString("type"u8, bundle.Permitted.Records[other].Type.Name);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteVersion(Utf8JsonWriter writer, VisibleVersion version, bool isOwn, IReadOnlyDictionary<long, string> workspaces, LoadLineRow? load)
    {
        (RecordVersionRow row, BundleRow bundle) = (version.Row, version.Bundle.Stored.Row);

        // The row has them of the whole record.
        (long? validFrom, long? validTo) = Validity.Of(version.Record);
        string? marking = isOwn ? row.Marking : version.Record["marking"] is { IsNone: false } permitted ? permitted.ToString() : null;
        writer.WriteStartObject();
        if (isOwn)
        {
            writer.WriteNumber("version"u8, row.Number);
        }

        writer.WriteString("standing"u8, version.Standing);
        writer.WriteString("knownAt"u8, Clock.Moment(row.KnownAt));
        ActJson.WriteMoment(writer, "validFrom", validFrom);
        ActJson.WriteMoment(writer, "validTo", validTo);
        if (marking is not null)
        {
            writer.WriteString("marking"u8, marking);
        }

        writer.WriteStartObject("provenance"u8);
        writer.WriteString("exchange"u8, PublicId.Exchange(bundle.Exchange));
        writer.WriteString("system"u8, bundle.System);
        writer.WriteString("messageType"u8, bundle.Type);
        writer.WriteString("translation"u8, bundle.Translation);
        writer.WriteString("dictionary"u8, bundle.Dictionary);
        writer.WriteString("workspace"u8, workspaces.GetValueOrDefault(bundle.Version));
        if (load is not null)
        {
            writer.WriteString("load"u8, PublicId.Load(load.Load));
            writer.WriteNumber("line"u8, load.Line);
        }

        writer.WriteEndObject();
        writer.WritePropertyName("attributes"u8);
        WriteAttributes(writer, version.Record);
        writer.WritePropertyName("links"u8);
        WriteLinks(writer, version.Bundle, version.Bundle.PlaceOf(row.Place));
        writer.WriteEndObject();
    }
}
