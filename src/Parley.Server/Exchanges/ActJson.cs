using System.Text.Json;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>The owner's acts and the notices of them as the API shows them.</summary>
internal static class ActJson
{
    /// <summary>Writes an act.</summary>
    public static void Write(Utf8JsonWriter writer, ActRow act)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Act(act.Id));
        writer.WriteString("action"u8, act.Action);
        writer.WriteString("exchange"u8, PublicId.Exchange(act.Exchange));
        writer.WriteString("at"u8, Clock.Moment(act.At));
        writer.WriteString("by"u8, act.By);
        writer.WriteString("organisation"u8, act.Organisation);
        writer.WriteString("reason"u8, act.Reason);
        if (act.Marking is not null)
        {
            writer.WriteString("marking"u8, act.Marking);
        }

        if (act.Replacement is long replacement)
        {
            writer.WriteString("replacement"u8, PublicId.Exchange(replacement));
        }

        if (act.Origin is not null)
        {
            writer.WriteString("partOf"u8, act.Origin);
        }

        WriteMoment(writer, "done", act.Done);
        writer.WriteEndObject();
    }

    /// <summary>Writes a notice.</summary>
    public static void Write(Utf8JsonWriter writer, NoticeRow notice)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Notice(notice.Id));
        writer.WriteString("act"u8, PublicId.Act(notice.Act));
        writer.WriteString("action"u8, notice.Action);
        writer.WriteString("status"u8, notice.Confirmed is not null ? "confirmed" : notice.Refused is not null ? "refused" : notice.Escalated is not null ? "late" : "open");
        writer.WriteString("exchange"u8, PublicId.Exchange(notice.Exchange));
        writer.WriteString("delivery"u8, PublicId.Delivery(notice.Exchange, notice.N));
        writer.WriteString("recipient"u8, notice.Recipient);
        writer.WriteString("organisation"u8, notice.Organisation);
        writer.WriteString("channel"u8, notice.Channel);
        writer.WriteString("told"u8, PublicId.Exchange(notice.Told));
        writer.WriteString("at"u8, Clock.Moment(notice.At));
        writer.WriteString("due"u8, Clock.Moment(notice.Due));
        WriteMoment(writer, "confirmed", notice.Confirmed);
        if (notice.ConfirmedBy is not null)
        {
            writer.WriteString("confirmedBy"u8, notice.ConfirmedBy);
        }

        WriteMoment(writer, "refused", notice.Refused);
        WriteMoment(writer, "escalated", notice.Escalated);
        writer.WriteEndObject();
    }

    /// <summary>Writes a moment that may not have come.</summary>
    public static void WriteMoment(Utf8JsonWriter writer, string name, long? moment)
    {
        if (moment is long microseconds)
        {
            writer.WriteString(name, Clock.Moment(microseconds));
        }
    }
}
