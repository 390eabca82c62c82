using System.Text.Json;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>Change events in the JSON form of CloudEvents 1.0.</summary>
internal static class ChangeEventJson
{
    /// <summary>Writes one: attributes of context alone, for it carries no data.</summary>
    public static void Write(Utf8JsonWriter writer, ChangeEvent change, EventIds ids)
    {
        RecordVersionRow row = change.Row;
        string record = PublicId.Record(row.Record);
        writer.WriteStartObject();
        writer.WriteString("specversion"u8, "1.0"u8);
        writer.WriteString("id"u8, ids.Of(row.Id));
        writer.WriteString("source"u8, "/v1/records"u8);
        writer.WriteString("type"u8, change.Type);
        writer.WriteString("subject"u8, record);
        writer.WriteString("time"u8, Clock.Moment(row.KnownAt));
        writer.WriteString("recordtype"u8, row.Type);
        writer.WriteString("link"u8, "/v1/records/" + record);
        writer.WriteEndObject();
    }
}
