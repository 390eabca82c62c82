using System.Text.Json;
using Parley.Server.Exchanges;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Subscriptions;

/// <summary>Subscriptions as the API shows them.</summary>
internal static class SubscriptionJson
{
    /// <summary>A state as the API names it.</summary>
    public static string StateOf(SubscriptionState state) => state switch
    {
        SubscriptionState.Active => "active",
        SubscriptionState.Paused => "paused",
        SubscriptionState.Failed => "failed",
        _ => "gone",
    };

    /// <summary>Writes one.</summary>
    public static void Write(Utf8JsonWriter writer, SubscriptionRow row, EventIds ids)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Subscription(row.Id));
        writer.WriteString("status"u8, StateOf(row.State));
        writer.WriteString("system"u8, row.System);
        writer.WriteString("url"u8, row.Url);
        WriteWords(writer, "types", row.Types);
        WriteWords(writer, "systems", row.Systems);
        if (row.Purpose is not null)
        {
            writer.WriteString("purpose"u8, row.Purpose);
        }

        writer.WriteNumber("batch"u8, row.Batch);
        if (row.Rate is int rate)
        {
            writer.WriteNumber("rate"u8, rate);
        }

        writer.WriteString("after"u8, ids.PlaceAfter(row.After));
        writer.WriteNumber("delivered"u8, row.Delivered);
        writer.WriteNumber("failures"u8, row.Failures);
        ActJson.WriteMoment(writer, "failingSince", row.FailingSince);
        if (row.Error is not null)
        {
            writer.WriteString("error"u8, row.Error);
        }

        writer.WriteString("by"u8, row.Actor);
        writer.WriteString("made"u8, Clock.Moment(row.Made));
        writer.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartArray(name);
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }
}
