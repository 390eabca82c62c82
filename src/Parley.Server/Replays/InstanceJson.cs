using System.Text.Json;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Replays of instances as the API shows them.</summary>
internal static class InstanceJson
{
    /// <summary>Writes what replays without effect found.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<InstanceOutcome> outcomes)
    {
        writer.WriteStartObject();
        writer.WriteNumber("same"u8, outcomes.Count(o => o.Cannot is null && o.Differences.Count == 0));
        writer.WriteNumber("differ"u8, outcomes.Count(o => o.Differences.Count > 0));
        writer.WriteNumber("cannot"u8, outcomes.Count(o => o.Cannot is not null));
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
        string yes = token is null ? "done" : "can";
        writer.WriteStartObject();
        if (token is not null)
        {
            writer.WriteString("token"u8, token);
            writer.WriteString("expires"u8, Clock.Moment(until));
        }

        writer.WriteNumber(yes, plans.Count(p => p.Can));
        writer.WriteNumber(token is null ? "notDone" : "cannot", plans.Count(p => !p.Can));
        writer.WriteStartArray("instances"u8);
        foreach (InstancePlan plan in plans)
        {
            Write(writer, plan, yes);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, InstancePlan plan, string yes)
    {
        writer.WriteStartObject();
        writer.WriteString("instance"u8, PublicId.Process(plan.Instance));
        writer.WriteBoolean(yes, plan.Can);
        writer.WriteString("outcome"u8, plan.Outcome);
        if (plan.Code is not null)
        {
            writer.WriteString("code"u8, plan.Code);
        }

        if (plan.Missing is not null)
        {
            writer.WriteString("notReplayed"u8, plan.Missing);
        }

        if (plan.Can)
        {
            writer.WriteNumber("fromRecord"u8, plan.Kept);
            Write(writer, "effects", plan.Effects);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, InstanceOutcome outcome)
    {
        writer.WriteStartObject();
        writer.WriteString("instance"u8, PublicId.Process(outcome.Instance));
        writer.WriteBoolean("replayed"u8, outcome.Cannot is null);
        if (outcome.Cannot is not null)
        {
            writer.WriteString("why"u8, outcome.Cannot);
        }

        if (outcome.Missing is not null)
        {
            writer.WriteString("notReplayed"u8, outcome.Missing);
        }

        writer.WriteNumber("steps"u8, outcome.Steps);
        if (outcome.Asked is not null)
        {
            Write(writer, "asked", outcome.Asked);
        }

        writer.WriteStartArray("differences"u8);
        foreach (ReplayDifference difference in outcome.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("what"u8, difference.What);
            writer.WriteString("place"u8, difference.Place);
            writer.WriteString("was"u8, difference.Was);
            writer.WriteString("now"u8, difference.Now);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
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
