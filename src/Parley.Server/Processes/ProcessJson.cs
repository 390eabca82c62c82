using System.Text.Json;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Processes as the API shows them.</summary>
internal static class ProcessJson
{
    /// <summary>How an instance stands, in one word.</summary>
    public static string StatusOf(ProcessRow row) => row.Parked is not null ? "parked" : StatusOf(row.Status);

    /// <summary>The word for a status.</summary>
    public static string StatusOf(ProcessStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>Writes a definition.</summary>
    public static void Write(Utf8JsonWriter writer, KeptDefinition definition)
    {
        writer.WriteStartObject();
        WriteName(writer, definition);
        if (definition.Definition.Title is string title)
        {
            writer.WriteString("title"u8, title);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the members of an instance that carry no content.</summary>
    public static void WriteHead(Utf8JsonWriter writer, ProcessRow row, KeptDefinition? definition)
    {
        writer.WriteString("instance"u8, PublicId.Process(row.Id));
        if (definition is null)
        {
            writer.WriteString("process"u8, row.Name);
        }
        else
        {
            WriteName(writer, definition);
        }

        writer.WriteString("status"u8, StatusOf(row));
        writer.WriteString("started"u8, Clock.Moment(row.Started));
        writer.WriteString("changed"u8, Clock.Moment(row.Changed));
        if (row.Parent is long parent)
        {
            writer.WriteString("parent"u8, PublicId.Process(parent));
        }

        if (row.ReplayOf is long earlier)
        {
            writer.WriteString("replayOf"u8, PublicId.Process(earlier));
        }

        if (row.Parked is string why)
        {
            writer.WriteString("parked"u8, why);
        }

        if (row.Erased is long erased)
        {
            writer.WriteString("contentErased"u8, Clock.Moment(erased));
            writer.WriteString("contentErasedWhy"u8, row.ErasedWhy);
        }
    }

    /// <summary>Writes an instance.</summary>
    public static void Write(Utf8JsonWriter writer, ProcessInstanceView found, bool content)
    {
        writer.WriteStartObject();
        WriteHead(writer, found.Row, found.Definition);
        if (found.State is ProcessState state)
        {
            WriteState(writer, state, content);
        }

        writer.WriteNumber("pending"u8, found.Row.Pending);
        writer.WriteEndObject();
    }

    /// <summary>Writes what a move would do.</summary>
    public static void WritePlan(Utf8JsonWriter writer, ProcessInstanceView found, KeptDefinition to, IReadOnlyList<Issue> faults)
    {
        writer.WriteStartObject();
        writer.WriteString("instance"u8, PublicId.Process(found.Row.Id));
        writer.WriteString("from"u8, found.Definition?.Definition.Name.Version);
        writer.WriteString("to"u8, to.Definition.Name.Version);
        writer.WriteBoolean("possible"u8, faults.Count == 0);
        WriteTexts(writer, "underWay", found.State?.Tasks ?? []);
        WriteTexts(writer, "faults", faults.Select(f => f.Message));
        writer.WriteEndObject();
    }

    private static void WriteName(Utf8JsonWriter writer, KeptDefinition definition)
    {
        writer.WriteString("process"u8, definition.Name);
        writer.WriteString("namespace"u8, definition.Definition.Name.Namespace);
        writer.WriteString("version"u8, definition.Definition.Name.Version);
        writer.WriteString("definition"u8, definition.Hash);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteState(Utf8JsonWriter writer, ProcessState state, bool content)
    {
        WriteTexts(writer, "underWay", state.Tasks);
        writer.WriteBoolean("undoing"u8, state.IsUndoing);
        if (state.Error is ProcessError error)
        {
            writer.WriteStartObject("error"u8);
            writer.WriteString("type"u8, error.Type);
            writer.WriteNumber("status"u8, error.Status);
            writer.WriteString("instance"u8, error.Instance);
            writer.WriteString("title"u8, content ? error.Title : null);
            writer.WriteString("detail"u8, content ? error.Detail : null);
            writer.WriteEndObject();
        }

        WriteTexts(writer, "notUndone", state.NotUndone.Select(n => n.Key));
        if (content)
        {
            WriteValue(writer, "input", state.Input);
            WriteValue(writer, "context", state.Context);
            WriteValue(writer, "output", state.Output);
        }

        WriteHistory(writer, state);
    }

    private static void WriteHistory(Utf8JsonWriter writer, ProcessState state)
    {
        writer.WriteStartArray("history"u8);
        foreach (HistoryEntry entry in state.History)
        {
            writer.WriteStartObject();
            writer.WriteString("at"u8, entry.At.UtcDateTime);
            writer.WriteString("what"u8, entry.What);
            writer.WriteString("task"u8, entry.Task);
            if (entry.Occurrence.Length > 0)
            {
                writer.WriteString("occurrence"u8, entry.Occurrence);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("historyDropped"u8, state.HistoryDropped);
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, JqValue? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(value.ToUtf8(), skipInputValidation: true);
        }
    }
}
