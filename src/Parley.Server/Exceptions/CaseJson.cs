using System.Text.Json;
using Parley.Engine.Workspace.Yaml;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>Exceptions as the desk shows them.</summary>
internal static class CaseJson
{
    /// <summary>Writes one: the exception as everywhere, with whose task it is, when it is due and who has it.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="one">The case.</param>
    /// <param name="content">False to leave out what may hold values of the message.</param>
    public static void Write(Utf8JsonWriter writer, Case one, bool content) => ExceptionJson.Write(writer, one.Exception, content, w => WriteMore(w, one, content));

    /// <summary>Writes what was said and done.</summary>
    public static void WriteNote(Utf8JsonWriter writer, CaseNoteRow note, bool content)
    {
        writer.WriteStartObject();
        writer.WriteString("at"u8, Clock.Moment(note.At));
        writer.WriteString("by"u8, note.By);
        writer.WriteString("kind"u8, note.Kind);
        if (note.About is not null)
        {
            writer.WriteString("about"u8, note.About);
        }

        if (content && note.Text is not null)
        {
            writer.WriteString("text"u8, note.Text);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a corrected version: who, when, which fields; its values are read with the fields.</summary>
    public static void WriteCorrection(Utf8JsonWriter writer, CorrectionRow row, bool content)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version"u8, row.Version);
        writer.WriteString("at"u8, Clock.Moment(row.At));
        writer.WriteString("by"u8, row.By);
        writer.WriteString("sha256"u8, Convert.ToHexStringLower(row.Sha256));
        writer.WriteStartArray("fields"u8);
        foreach (string field in row.Fields.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteStringValue(field);
        }

        writer.WriteEndArray();
        if (content && row.Reason is not null)
        {
            writer.WriteString("reason"u8, row.Reason);
        }

        writer.WriteEndObject();
    }

    private static void WriteMore(Utf8JsonWriter writer, Case one, bool content)
    {
        if (one.Row.SubjectType is string subject)
        {
            writer.WriteString("subjectType"u8, subject);
        }

        if (content && one.Row.Reference is string reference)
        {
            writer.WriteString("reference"u8, reference);
        }

        writer.WriteString("prevention"u8, one.Prevention);
        writer.WriteString("whose"u8, YamlForms.Kebab(one.Whose.ToString()));
        writer.WriteStartObject("taskOf"u8);
        if (one.TaskSystem is not null)
        {
            writer.WriteString("system"u8, one.TaskSystem);
        }

        writer.WriteString("organisation"u8, one.TaskOrganisation);
        writer.WriteEndObject();
        writer.WriteString("urgency"u8, YamlForms.Kebab(one.Urgency.ToString()));
        writer.WriteString("due"u8, Clock.Moment(one.Due));
        writer.WriteBoolean("overdue"u8, one.IsOverdue);
        if (one.Row.Assignee is string assignee)
        {
            writer.WriteString("assignee"u8, assignee);
        }

        if (one.HeldBy is string holder)
        {
            writer.WriteStartObject("lock"u8);
            writer.WriteString("by"u8, holder);
            writer.WriteString("until"u8, Clock.Moment(one.Row.LockUntil!.Value));
            writer.WriteEndObject();
        }
    }
}
