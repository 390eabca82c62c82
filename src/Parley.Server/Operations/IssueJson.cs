using System.Buffers;
using System.Text;
using System.Text.Json;
using Parley.Engine.Issues;

namespace Parley.Server.Operations;

/// <summary>Issues as the API shows and the store keeps them.</summary>
internal static class IssueJson
{
    /// <summary>Writes an array of issues.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Issue> issues)
    {
        writer.WriteStartArray();
        foreach (Issue issue in issues)
        {
            writer.WriteStartObject();
            writer.WriteString("code"u8, issue.Code.Code);
            writer.WriteString("severity"u8, issue.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" });
            writer.WriteString("message"u8, issue.Message);
            WriteText(writer, "path", issue.Path);
            WriteText(writer, "file", issue.Position.File ?? "");
            if (issue.Position.Line > 0)
            {
                writer.WriteNumber("line"u8, issue.Position.Line);
                writer.WriteNumber("column"u8, issue.Position.Column);
            }

            if (issue.LosesData)
            {
                writer.WriteBoolean("losesData"u8, true);
            }

            WriteText(writer, "remedy", issue.Remedy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes of issues kept as text the array of codes and severities alone: messages and places may hold values of the message.</summary>
    public static void WriteCodes(Utf8JsonWriter writer, string? text)
    {
        writer.WriteStartArray();
        using JsonDocument document = JsonDocument.Parse(text ?? "[]");
        foreach (JsonElement issue in document.RootElement.EnumerateArray())
        {
            writer.WriteStartObject();
            writer.WriteString("code"u8, issue.GetProperty("code").GetString());
            writer.WriteString("severity"u8, issue.GetProperty("severity").GetString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The array as text; null for no issues.</summary>
    public static string? ToText(IReadOnlyList<Issue> issues)
    {
        if (issues.Count == 0)
        {
            return null;
        }

        ArrayBufferWriter<byte> buffer = new(256 * issues.Count);
        using Utf8JsonWriter writer = new(buffer, JsonResponse.Options);
        Write(writer, issues);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        if (text.Length > 0)
        {
            writer.WriteString(name, text);
        }
    }
}
