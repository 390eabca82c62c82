using System.Text.Json;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Live shadows as the API shows them.</summary>
internal static class LiveShadowJson
{
    /// <summary>What was found of one, as it is sealed: an array of differences.</summary>
    public static byte[] Content(IReadOnlyList<ReplayDifference> differences)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, JsonResponse.Options))
        {
            ReplayJson.WriteArray(writer, differences.Take(LiveShadow.MostDifferences));
        }

        return stream.ToArray();
    }

    /// <summary>Writes a live shadow.</summary>
    public static void Write(Utf8JsonWriter writer, LiveShadowRow row)
    {
        writer.WriteStartObject();
        WriteMembers(writer, row);
        writer.WriteEndObject();
    }

    /// <summary>Writes a live shadow with a page of what it found.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="row">The shadow.</param>
    /// <param name="findings">What it found, new to old; null where the caller may not see it.</param>
    /// <param name="next">The cursor of the next page; null on the last.</param>
    public static void Write(Utf8JsonWriter writer, LiveShadowRow row, IReadOnlyList<LiveShadowFindingRow>? findings, string? next)
    {
        writer.WriteStartObject();
        WriteMembers(writer, row);
        if (findings is not null)
        {
            writer.WriteStartArray("findings"u8);
            foreach (LiveShadowFindingRow finding in findings)
            {
                Write(writer, finding);
            }

            writer.WriteEndArray();
        }

        if (next is not null)
        {
            writer.WriteString("next"u8, next);
        }

        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, LiveShadowRow row)
    {
        writer.WriteString("shadow"u8, PublicId.LiveShadow(row.Id));
        writer.WriteString("state"u8, row.State.ToString().ToLowerInvariant());
        writer.WriteString("started"u8, Clock.Moment(row.Started));
        writer.WriteString("startedBy"u8, row.StartedBy);
        WriteIfThere(writer, "reason", row.Reason);
        WriteIfThere(writer, "system", row.System);
        WriteIfThere(writer, "process", row.Process);
        writer.WriteString("until"u8, Clock.Moment(row.Until));
        if (row.Ended is long ended)
        {
            writer.WriteString("ended"u8, Clock.Moment(ended));
            writer.WriteString("endedBy"u8, row.EndedBy);
        }

        writer.WriteNumber("same"u8, row.Same);
        writer.WriteNumber("differ"u8, row.Differ);
        writer.WriteNumber("cannot"u8, row.Cannot);
        writer.WriteNumber("passedOver"u8, row.Skipped);
        writer.WriteNumber("stored"u8, row.Stored);
    }

    private static void WriteIfThere(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void Write(Utf8JsonWriter writer, LiveShadowFindingRow finding)
    {
        writer.WriteStartObject();
        writer.WriteString(finding.IsInstance ? "instance"u8 : "exchange"u8, finding.IsInstance ? PublicId.Process(finding.Subject) : PublicId.Exchange(finding.Subject));
        writer.WriteString("at"u8, Clock.Moment(finding.At));
        if (finding.Content is byte[] content)
        {
            writer.WritePropertyName("differences"u8);
            writer.WriteRawValue(content, skipInputValidation: true);
        }
        else
        {
            writer.WriteBoolean("erased"u8, true);
        }

        writer.WriteEndObject();
    }
}
