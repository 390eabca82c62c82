using System.Globalization;
using System.Text.Json;
using Parley.Engine.Sharing;
using Parley.Server.Storage;

namespace Parley.Server.Agreements;

/// <summary>Agreements as the API shows them.</summary>
internal static class AgreementJson
{
    /// <summary>Writes what lists show.</summary>
    public static void WriteHead(Utf8JsonWriter writer, AgreementStanding standing, DateOnly today)
    {
        writer.WriteStartObject();
        WriteMembers(writer, standing, today);
        writer.WriteEndObject();
    }

    /// <summary>Writes one with its text.</summary>
    public static void Write(Utf8JsonWriter writer, AgreementStanding standing, DateOnly today, AgreementActRow? act)
    {
        writer.WriteStartObject();
        WriteMembers(writer, standing, today);
        WriteNames(writer, "signedBy", standing.SignedBy);
        WriteNames(writer, "missing", standing.Missing);
        if (standing.Stop is AgreementStop stop)
        {
            writer.WriteStartObject("stop"u8);
            writer.WriteString("state"u8, StateText.Of(stop.State));
            writer.WriteString("by"u8, stop.By);
            writer.WriteString("reason"u8, stop.Reason);
            writer.WriteEndObject();
        }

        if (act is not null)
        {
            writer.WriteStartObject("lastAct"u8);
            writer.WriteString("act"u8, act.Act);
            writer.WriteString("organisation"u8, act.Organisation);
            writer.WriteString("reason"u8, act.Reason);
            writer.WriteString("at"u8, Clock.Moment(act.At));
            writer.WriteEndObject();
        }

        writer.WritePropertyName("content"u8);
        writer.WriteRawValue(standing.Agreement.Content.ToJsonString());
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, AgreementStanding standing, DateOnly today)
    {
        AgreementDefinition agreement = standing.Agreement;
        writer.WriteString("id"u8, agreement.Id);
        writer.WriteString("title"u8, agreement.Title);
        writer.WriteString("state"u8, StateText.Of(standing.On(today)));
        writer.WriteString("purpose"u8, agreement.Purpose);
        WriteNames(writer, "parties", agreement.Parties.Select(p => p.Organisation ?? p.Group ?? ""));
        writer.WriteString("start"u8, agreement.Start.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteString("review"u8, agreement.Review.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteString("end"u8, agreement.End.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteString("hash"u8, agreement.Hash);
    }

    private static void WriteNames(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
