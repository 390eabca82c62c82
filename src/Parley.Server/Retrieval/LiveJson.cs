using System.Text.Json;
using Parley.Server.Repository;

namespace Parley.Server.Retrieval;

/// <summary>What became of asking systems, as the API shows it.</summary>
internal static class LiveJson
{
    /// <summary>Writes the member <c>live</c>.</summary>
    /// <param name="writer">The writer, in an object.</param>
    /// <param name="search">The search.</param>
    /// <param name="systems">How its systems stood when the records were found.</param>
    /// <param name="found">The records that the answer has; those of each system are counted.</param>
    public static void Write(Utf8JsonWriter writer, LiveSearch search, IReadOnlyList<AskedView> systems, IReadOnlyList<FoundRecord> found)
    {
        writer.WriteStartObject("live"u8);
        writer.WriteString("id"u8, search.PublicName);
        writer.WriteString("until"u8, (search.Began + LiveSearch.Kept).UtcDateTime);
        writer.WriteBoolean("done"u8, systems.All(s => s.HasEnded));
        writer.WriteStartArray("systems"u8);
        foreach (AskedView system in systems)
        {
            WriteSystem(writer, system, found.Count(f => f.IsLive && f.Bundle.Stored.Row.System == system.Asked.Id));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>An outcome in a word. Who has not answered when it is looked at is late.</summary>
    public static string Word(AskedOutcome outcome) => outcome switch
    {
        AskedOutcome.Waiting => "late",
        AskedOutcome.Answered => "answered",
        AskedOutcome.Refused => "refused",
        AskedOutcome.Failed => "failed",
        _ => "not-asked",
    };

    private static void WriteSystem(Utf8JsonWriter writer, AskedView view, int records)
    {
        (AskedSystem system, AskedState state) = view;
        writer.WriteStartObject();
        writer.WriteString("system"u8, system.Id);
        if (system.Question is not null)
        {
            writer.WriteString("question"u8, system.Question.Name);
        }

        writer.WriteString("outcome"u8, Word(state.Outcome));
        if (system.IsLate && state.Outcome != AskedOutcome.Waiting)
        {
            writer.WriteBoolean("late"u8, true);
        }

        writer.WriteNumber("records"u8, records);
        if (state.Took > TimeSpan.Zero)
        {
            writer.WriteNumber("milliseconds"u8, (long)state.Took.TotalMilliseconds);
        }

        if (state.Code is not null)
        {
            writer.WriteString("code"u8, state.Code.Code);
            writer.WriteString("title"u8, state.Code.Title);
            writer.WriteString("remedy"u8, state.Code.Remedy);
        }

        if (state.Why is not null)
        {
            writer.WriteString("why"u8, state.Why);
        }

        writer.WriteEndObject();
    }
}
