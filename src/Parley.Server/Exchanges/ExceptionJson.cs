using System.Text.Json;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>Exceptions as the API shows them: what, why, how to correct it, whose task it is.</summary>
internal static class ExceptionJson
{
    /// <summary>Writes one.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="row">The exception.</param>
    /// <param name="content">False to leave out what may hold values of the message.</param>
    /// <param name="more">Writes further members; null for none.</param>
    public static void Write(Utf8JsonWriter writer, ExceptionRow row, bool content, Action<Utf8JsonWriter>? more = null)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Exception(row.Id));
        writer.WriteString("status"u8, StatusText.Of(row.Status));
        writer.WriteString("severity"u8, row.Severity);
        writer.WriteString("code"u8, row.Code);
        writer.WriteString("what"u8, row.What);
        if (content)
        {
            writer.WriteString("why"u8, row.Why);
        }

        writer.WriteString("remedy"u8, row.Remedy);
        writer.WriteStartObject("task"u8);
        writer.WriteString("system"u8, row.Owner);
        writer.WriteString("organisation"u8, row.Organisation);
        writer.WriteEndObject();
        writer.WriteString("source"u8, row.Source);
        writer.WriteString("exchange"u8, PublicId.Exchange(row.Exchange));
        if (row.N is int n)
        {
            writer.WriteString("delivery"u8, PublicId.Delivery(row.Exchange, n));
        }

        writer.WriteString("opened"u8, Clock.Moment(row.Opened));
        writer.WritePropertyName("issues"u8);
        if (content)
        {
            writer.WriteRawValue(row.Issues ?? "[]", skipInputValidation: true);
        }
        else
        {
            IssueJson.WriteCodes(writer, row.Issues);
        }

        if (row.Resolved is long resolved)
        {
            writer.WriteString("resolved"u8, Clock.Moment(resolved));
            writer.WriteString("resolvedBy"u8, row.ResolvedBy);
        }

        if (row.Reason is not null && content)
        {
            writer.WriteString("reason"u8, row.Reason);
        }

        if (row.Replacement is long replacement)
        {
            writer.WriteString("replacement"u8, PublicId.Exchange(replacement));
        }

        more?.Invoke(writer);
        writer.WriteEndObject();
    }
}
