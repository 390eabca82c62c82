using System.Text.Json;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace.Yaml;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>Objects as the API shows them.</summary>
internal static class MediaJson
{
    /// <summary>Writes what is known of an object.</summary>
    public static void Write(Utf8JsonWriter writer, MediaRow row)
    {
        writer.WriteStartObject();
        WriteBytes(writer, row);
        Text(writer, "fileName", UploadRequest.ValueOf(row.Metadata, "filename"));
        Text(writer, "takenAt", UploadRequest.ValueOf(row.Metadata, "takenat"));
        Text(writer, "record", row.Record is long record ? PublicId.Record(record) : null);
        Moment(writer, "created", row.Created);
        Moment(writer, row.State == MediaState.Uploading ? "expires" : "due", row.State is MediaState.Uploading or MediaState.Waiting ? row.Due : null);
        Moment(writer, "completed", row.Completed);
        Moment(writer, "scanned", row.Scanned);
        Text(writer, "verdict", row.Verdict);
        Moment(writer, "ended", row.Ended);
        writer.WriteEndObject();
    }

    /// <summary>Writes what a reader may know of an object: all of it for those of its own organisation, for others what goes with its bytes and what the decision has left of its record.</summary>
    public static void Write(Utf8JsonWriter writer, ReadableMedia media)
    {
        MediaRow row = media.Row;
        if (media.IsOwn)
        {
            Write(writer, row);
            return;
        }

        writer.WriteStartObject();
        WriteBytes(writer, row);
        Text(writer, "fileName", media.FileName);
        Text(writer, "record", media.AttachedTo is long record ? PublicId.Record(record) : null);
        Moment(writer, "completed", row.Completed);
        writer.WriteEndObject();
    }

    /// <summary>Writes who handled an object, when and why.</summary>
    public static void WriteContinuity(Utf8JsonWriter writer, (MediaRow Row, IReadOnlyList<(long Number, LedgerEntry Entry)> Entries) state)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("object"u8);
        Write(writer, state.Row);
        writer.WriteStartArray("entries"u8);
        foreach ((long number, LedgerEntry entry) in state.Entries)
        {
            writer.WriteStartObject();
            writer.WriteNumber("number"u8, number);
            Moment(writer, "at", entry.At);
            writer.WriteString("action"u8, YamlForms.Kebab(entry.Action.ToString()));
            Text(writer, "outcome", entry.Outcome);
            writer.WriteString("actor"u8, entry.Actor);
            Text(writer, "onBehalfOf", entry.OnBehalfOf);
            writer.WriteString("organisation"u8, entry.Organisation);
            Text(writer, "recipient", entry.Recipient);
            Text(writer, "recipientSystem", entry.RecipientSystem);
            Text(writer, "purpose", entry.Purpose);
            Text(writer, "reason", entry.Reason);
            Text(writer, "exchange", entry.Exchange);
            Text(writer, "delivery", entry.Delivery);
            Text(writer, "sha256", entry.Content.IsEmpty ? null : Convert.ToHexStringLower(entry.Content.Span));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteBytes(Utf8JsonWriter writer, MediaRow row)
    {
        writer.WriteString("id"u8, PublicId.Media(row.Id));
        writer.WriteString("system"u8, row.System);
        writer.WriteString("state"u8, YamlForms.Kebab(row.State.ToString()));
        writer.WriteString("type"u8, row.Type);
        writer.WriteNumber("size"u8, row.Size);
        writer.WriteNumber("received"u8, row.Received);
        Text(writer, "sha256", row.Sha256 is null ? null : Convert.ToHexStringLower(row.Sha256));
    }

    private static void Text(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void Moment(Utf8JsonWriter writer, string name, long? at)
    {
        if (at is long moment)
        {
            writer.WriteString(name, Clock.Moment(moment));
        }
    }
}
