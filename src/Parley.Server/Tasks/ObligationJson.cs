using System.Text.Json;
using Parley.Engine.Obligations;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>Obligations as the API shows them.</summary>
internal static class ObligationJson
{
    /// <summary>Writes one.</summary>
    public static void Write(Utf8JsonWriter writer, ObligationRow row, ObligationRules rules, long now)
    {
        ObligationRule? rule = rules.Rules.FirstOrDefault(r => r.Id == row.Kind);
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Obligation(row.Id));
        writer.WriteString("status"u8, row.Ended is null ? "open" : row.How >= 3 ? "not-owed" : "fulfilled");
        writer.WriteString("obligation"u8, row.Kind);
        writer.WriteString("title"u8, rule?.Title ?? Title(row.Kind));
        WriteText(writer, "basis", rule?.Basis);
        writer.WriteString("group"u8, row.Group);
        writer.WriteString("since"u8, Clock.Moment(row.Since));
        WriteMoment(writer, "due", row.Due);
        writer.WriteBoolean("overdue"u8, row.IsOverdue(now));
        if (row.Days is long days)
        {
            writer.WriteNumber("workingDays"u8, days);
        }

        WriteText(writer, "dueUnknown", row.Fault);
        WriteText(writer, "matter", row.Matter);
        WriteText(writer, "agreement", row.Name);
        WriteText(writer, "notice", row.Kind == ObligationRow.Notice ? PublicId.Notice(row.Ref) : null);
        WriteText(writer, "review", row.Kind == ObligationRow.RetentionReview ? PublicId.Review(row.Ref) : null);
        WriteText(writer, "task", row.Kind == ObligationRow.HumanTask ? PublicId.HumanTask(row.Ref) : null);
        WriteText(writer, "exchange", row.Exchange is long exchange ? PublicId.Exchange(exchange) : null);
        WriteMoment(writer, "ended", row.Ended);
        WriteText(writer, "endedBy", row.EndedBy);
        WriteText(writer, "how", row.Ended is null ? null : row.How is 1 or 4 ? "event" : "hand");
        WriteText(writer, "rationale", row.Rationale);
        writer.WriteEndObject();
    }

    private static string Title(string kind) => kind switch
    {
        ObligationRow.AgreementReview => "Review the agreement with its parties",
        ObligationRow.Notice => "See that the recipient confirms the notice",
        ObligationRow.RetentionReview => "Decide whether the content is kept",
        ObligationRow.HumanTask => "Do the task",
        _ => kind,
    };

    private static void WriteMoment(Utf8JsonWriter writer, string name, long? moment)
    {
        if (moment is long at)
        {
            writer.WriteString(name, Clock.Moment(at));
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
