using System.Text.Json;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Decisions on two records as the API shows them.</summary>
internal static class DecisionJson
{
    /// <summary>The word of a verdict.</summary>
    public static string WordOf(Verdict verdict) => verdict switch { Verdict.Same => "same", Verdict.NotSame => "not-same", _ => "cannot-tell" };

    /// <summary>The verdict of a word; null for another word.</summary>
    public static Verdict? Of(string word) => word switch { "same" => Verdict.Same, "not-same" => Verdict.NotSame, "cannot-tell" => Verdict.CannotTell, _ => null };

    /// <summary>Writes a decision, as far as the asker may know of it.</summary>
    public static void Write(Utf8JsonWriter writer, IdentityDecisionRow row, bool differ, ToldOf told)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.IdentityDecision(row.Id));
        writer.WriteString("left"u8, PublicId.Record(row.Low));
        writer.WriteString("right"u8, PublicId.Record(row.High));
        writer.WriteString("verdict"u8, WordOf((Verdict)row.Verdict));
        if (told.Why)
        {
            writer.WriteString("reason"u8, row.Reason);
        }

        if (told.Who)
        {
            writer.WriteString("by"u8, row.By);
        }

        writer.WriteString("organisation"u8, row.Organisation);
        writer.WriteString("at"u8, Clock.Moment(row.At));
        if (told.Weight && row.Weight is long weight)
        {
            writer.WriteNumber("bits"u8, weight / 1000d);
        }

        writer.WriteString("model"u8, row.Model);
        writer.WriteBoolean("conflict"u8, differ);
        ActJson.WriteMoment(writer, "undone", row.Undone);
        if (told.Who && row.UndoneBy is not null)
        {
            writer.WriteString("undoneBy"u8, row.UndoneBy);
        }

        writer.WriteEndObject();
    }
}
