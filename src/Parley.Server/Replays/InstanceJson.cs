using System.Text.Json;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Replays of instances as the API shows them.</summary>
internal static class InstanceJson
{
    /// <summary>Writes what replays without effect found.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<InstanceOutcome> outcomes)
    {
        writer.WriteStartObject();
        ReplayJson.WriteCounts(writer, [.. outcomes.Select(o => (o.Cannot, o.Differences))]);
        writer.WriteStartArray("instances"u8);
        foreach (InstanceOutcome outcome in outcomes)
        {
            Write(writer, outcome);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes what running again would do, with the token that confirms it, or what it did.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<InstancePlan> plans, string? token, long until)
    {
        writer.WriteStartObject();
        PreviewJson.Write(
            writer,
            token is null ? null : (token, until),
            "instances",
            plans,
            static (writer, plan) =>
            {
                writer.WriteString("instance"u8, PublicId.Process(plan.Instance));
                return plan.Foreseen;
            },
            WriteMore);
        writer.WriteEndObject();
    }

    private static void WriteMore(Utf8JsonWriter writer, InstancePlan plan)
    {
        if (plan.Missing is not null)
        {
            writer.WriteString("notReplayed"u8, plan.Missing);
        }

        if (plan.Foreseen.Can)
        {
            writer.WriteNumber("fromRecord"u8, plan.Kept);
            Write(writer, "effects", plan.Effects);
        }
    }

    private static void Write(Utf8JsonWriter writer, InstanceOutcome outcome)
    {
        writer.WriteStartObject();
        writer.WriteString("instance"u8, PublicId.Process(outcome.Instance));
        ReplayJson.WriteHead(writer, outcome.Cannot);
        if (outcome.Missing is not null)
        {
            writer.WriteString("notReplayed"u8, outcome.Missing);
        }

        writer.WriteNumber("steps"u8, outcome.Steps);
        if (outcome.Asked is not null)
        {
            Write(writer, "asked", outcome.Asked);
        }

        ReplayJson.WriteDifferences(writer, outcome.Differences);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<PlannedEffect> effects)
    {
        writer.WriteStartArray(name);
        foreach (PlannedEffect effect in effects)
        {
            writer.WriteStartObject();
            writer.WriteString("what"u8, effect.What);
            if (effect.To.Length > 0)
            {
                writer.WriteString("to"u8, effect.To);
            }

            writer.WriteString("task"u8, effect.Task);
            writer.WriteString("why"u8, effect.Why);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
