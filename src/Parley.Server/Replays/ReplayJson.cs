using System.Text.Json;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Replays as the API shows them.</summary>
internal static class ReplayJson
{
    /// <summary>Writes what replays without effect found.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ReplayOutcome> outcomes)
    {
        writer.WriteStartObject();
        WriteCounts(writer, [.. outcomes.Select(o => (o.Cannot, o.Differences))]);
        writer.WriteStartArray("exchanges"u8);
        foreach (ReplayOutcome outcome in outcomes)
        {
            writer.WriteStartObject();
            writer.WriteString("exchange"u8, PublicId.Exchange(outcome.Exchange));
            WriteHead(writer, outcome.Cannot);
            WriteDifferences(writer, outcome.Differences);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes of how many it was the same, of how many otherwise, and how many cannot be replayed.</summary>
    public static void WriteCounts(Utf8JsonWriter writer, IReadOnlyList<(string? Cannot, IReadOnlyList<ReplayDifference> Differences)> outcomes)
    {
        writer.WriteNumber("same"u8, outcomes.Count(o => o.Cannot is null && o.Differences.Count == 0));
        writer.WriteNumber("differ"u8, outcomes.Count(o => o.Differences.Count > 0));
        writer.WriteNumber("cannot"u8, outcomes.Count(o => o.Cannot is not null));
    }

    /// <summary>Writes whether one was replayed, and why not.</summary>
    public static void WriteHead(Utf8JsonWriter writer, string? cannot)
    {
        writer.WriteBoolean("replayed"u8, cannot is null);
        if (cannot is not null)
        {
            writer.WriteString("why"u8, cannot);
        }
    }

    /// <summary>Writes what is otherwise, as the member <c>differences</c>.</summary>
    public static void WriteDifferences(Utf8JsonWriter writer, IEnumerable<ReplayDifference> differences)
    {
        writer.WritePropertyName("differences"u8);
        WriteArray(writer, differences);
    }

    /// <summary>Writes what is otherwise, as an array.</summary>
    public static void WriteArray(Utf8JsonWriter writer, IEnumerable<ReplayDifference> differences)
    {
        writer.WriteStartArray();
        foreach (ReplayDifference difference in differences)
        {
            writer.WriteStartObject();
            writer.WriteString("what"u8, difference.What);
            writer.WriteString("place"u8, difference.Place);
            writer.WriteString("was"u8, difference.Was);
            writer.WriteString("now"u8, difference.Now);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes what a recovery would do, with the token that confirms it, or what it did.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<RecoveryPlan> plans, string? token, long until)
    {
        writer.WriteStartObject();
        PreviewJson.Write(writer, token is null ? null : (token, until), "exchanges", plans, static (writer, plan) =>
        {
            writer.WriteString("exchange"u8, PublicId.Exchange(plan.Exchange));
            return plan.Foreseen;
        });
        writer.WriteEndObject();
    }
}
