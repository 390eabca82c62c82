using System.Text.Json;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>Loads as the API shows them.</summary>
internal static class LoadJson
{
    /// <summary>A state as the API names it.</summary>
    public static string StateOf(LoadState state) => state switch
    {
        LoadState.Receiving => "receiving",
        LoadState.Waiting => "waiting",
        LoadState.Running => "running",
        LoadState.Done => "done",
        LoadState.Cancelled => "cancelled",
        _ => "failed",
    };

    /// <summary>Writes a load with its report.</summary>
    public static void Write(Utf8JsonWriter writer, (LoadRow Row, long Received, IReadOnlyList<(string Code, long Count)> Codes) state)
    {
        writer.WriteStartObject();
        WriteHead(writer, state.Row);
        writer.WriteNumber("receivedBytes"u8, state.Received);
        writer.WriteStartArray("refusals"u8);
        foreach ((string code, long count) in state.Codes)
        {
            writer.WriteStartObject();
            writer.WriteString("code"u8, code);
            writer.WriteNumber("count"u8, count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes a load as a row of a list.</summary>
    public static void WriteRow(Utf8JsonWriter writer, LoadRow row)
    {
        writer.WriteStartObject();
        WriteHead(writer, row);
        writer.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter writer, LoadRow row)
    {
        writer.WriteString("id"u8, PublicId.Load(row.Id));
        writer.WriteString("status"u8, StateOf(row.State));
        writer.WriteString("system"u8, row.System);
        writer.WriteString("messageType"u8, row.Type);
        writer.WriteString("name"u8, row.Name);
        writer.WriteString("purpose"u8, row.Purpose);
        writer.WriteString("by"u8, row.Actor);
        writer.WriteString("begun"u8, Clock.Moment(row.Begun));
        writer.WriteString("changed"u8, Clock.Moment(row.Changed));
        ActJson.WriteMoment(writer, "ended", row.Ended);
        if (row.Size is long size)
        {
            writer.WriteNumber("bytes"u8, size);
            writer.WriteString("sha256"u8, Convert.ToHexStringLower(row.Sha256 ?? []));
        }

        writer.WriteNumber("messages"u8, row.Position);
        writer.WriteNumber("line"u8, row.Line);
        writer.WriteNumber("taken"u8, row.Taken);
        writer.WriteNumber("flawed"u8, row.Flawed);
        writer.WriteNumber("repeated"u8, row.Repeated);
        writer.WriteNumber("refused"u8, row.Refused);
        writer.WriteNumber("mended"u8, row.Mended);
        writer.WriteNumber("mostRefused"u8, row.MostRefused);
        if (row.Error is not null)
        {
            writer.WriteString("error"u8, row.Error);
        }
    }
}
