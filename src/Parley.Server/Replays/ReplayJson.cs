using System.Text.Json;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Replays as the API shows them.</summary>
internal static class ReplayJson
{
    /// <summary>Writes what replays without effect found.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ReplayOutcome> outcomes)
    {
        writer.WriteStartObject();
        writer.WriteNumber("same"u8, outcomes.Count(o => o.Cannot is null && o.Differences.Count == 0));
        writer.WriteNumber("differ"u8, outcomes.Count(o => o.Differences.Count > 0));
        writer.WriteNumber("cannot"u8, outcomes.Count(o => o.Cannot is not null));
        writer.WriteStartArray("exchanges"u8);
        foreach (ReplayOutcome outcome in outcomes)
        {
            Write(writer, outcome);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes what a recovery would do, with the token that confirms it, or what it did.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<RecoveryPlan> plans, string? token, long until)
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
        writer.WriteStartArray("exchanges"u8);
        foreach (RecoveryPlan plan in plans)
        {
            writer.WriteStartObject();
            writer.WriteString("exchange"u8, PublicId.Exchange(plan.Exchange));
            writer.WriteBoolean(yes, plan.Can);
            writer.WriteString("outcome"u8, plan.Outcome);
            if (plan.Code is not null)
            {
                writer.WriteString("code"u8, plan.Code);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ReplayOutcome outcome)
    {
        writer.WriteStartObject();
        writer.WriteString("exchange"u8, PublicId.Exchange(outcome.Exchange));
        writer.WriteBoolean("replayed"u8, outcome.Cannot is null);
        if (outcome.Cannot is not null)
        {
            writer.WriteString("why"u8, outcome.Cannot);
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
}
