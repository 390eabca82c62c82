using System.Text.Json;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>Tasks as the API shows them.</summary>
internal static class TaskJson
{
    /// <summary>A task as lists show it.</summary>
    public static void WriteHead(Utf8JsonWriter writer, TaskRow row, long now)
    {
        writer.WriteStartObject();
        WriteMembers(writer, row, now);
        writer.WriteEndObject();
    }

    /// <summary>A task whole, with its history.</summary>
    public static void Write(Utf8JsonWriter writer, TaskRow row, IReadOnlyList<TaskEventRow> history, long now)
    {
        writer.WriteStartObject();
        WriteMembers(writer, row, now);
        WriteRaw(writer, "data", row.Data);
        WriteRaw(writer, "form", row.Form);
        WriteRaw(writer, "answer", row.Answer);
        WriteText(writer, "rationale", row.Rationale);
        writer.WriteStartArray("history"u8);
        foreach (TaskEventRow line in history)
        {
            writer.WriteStartObject();
            writer.WriteString("at"u8, Clock.Moment(line.At));
            writer.WriteString("what"u8, line.Kind);
            writer.WriteString("by"u8, line.By);
            WriteText(writer, "detail", line.Detail);
            WriteText(writer, "text", line.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, TaskRow row, long now)
    {
        writer.WriteString("id"u8, PublicId.HumanTask(row.Id));
        writer.WriteString("status"u8, Word(row.Status));
        WriteText(writer, "title", row.Title);
        writer.WriteString("group"u8, row.Group);
        WriteText(writer, "person", row.Person);
        writer.WriteString("created"u8, Clock.Moment(row.Created));
        writer.WriteString("createdBy"u8, row.CreatedBy);
        WriteMoment(writer, "due", row.Due);
        writer.WriteBoolean("overdue"u8, row.IsRunning && row.Due < now);
        writer.WriteNumber("reminded"u8, row.Reminded);
        writer.WriteNumber("escalated"u8, row.Escalated);
        WriteText(writer, "purpose", row.Purpose);
        WriteText(writer, "exchange", row.Exchange is long exchange ? PublicId.Exchange(exchange) : null);
        WriteMoment(writer, "claimed", row.Claimed);
        WriteText(writer, "claimedBy", row.ClaimedBy);
        WriteMoment(writer, "ended", row.Ended);
        WriteText(writer, "endedBy", row.EndedBy);
    }

    private static string Word(HumanTaskStatus status) => status switch
    {
        HumanTaskStatus.Open => "open",
        HumanTaskStatus.Claimed => "claimed",
        HumanTaskStatus.Completed => "completed",
        _ => "cancelled",
    };

    private static void WriteMoment(Utf8JsonWriter writer, string name, long? moment)
    {
        if (moment is long at)
        {
            writer.WriteString(name, Clock.Moment(at));
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteRaw(Utf8JsonWriter writer, string name, string? json)
    {
        if (json is not null)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json, skipInputValidation: true);
        }
    }
}
