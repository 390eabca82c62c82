using System.Text.Json;
using Parley.Engine.Sharing;

namespace Parley.Server.Exchanges;

/// <summary>Explanations as the API shows them: names and reasons, never values.</summary>
internal static class ExplanationJson
{
    /// <summary>Writes one.</summary>
    public static void Write(Utf8JsonWriter writer, Explanation explanation)
    {
        Decision decision = explanation.Decision;
        writer.WriteStartObject();
        writer.WriteBoolean("permitted"u8, decision.Permitted is not null);
        writer.WriteString("level"u8, Levels.Word(decision.Level));
        writer.WriteString("purpose"u8, decision.Purpose);
        writer.WriteString("refusal"u8, decision.Refusal?.Code);
        WriteBasis(writer, decision);
        writer.WriteStartArray("attributes"u8);
        foreach (ExplainedAttribute attribute in explanation.Attributes)
        {
            WriteAttribute(writer, attribute);
        }

        writer.WriteEndArray();
        WriteRejected(writer, explanation.Rejected);
        writer.WriteEndObject();
    }

    /// <summary>Writes the agreements that a decision rests on, and what they oblige to.</summary>
    public static void WriteBasis(Utf8JsonWriter writer, Decision decision)
    {
        WriteTexts(writer, "agreements", decision.Basis.Agreements);
        writer.WriteStartArray("obligations"u8);
        foreach (Obligation obligation in decision.Obligations)
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, obligation.Kind);
            writer.WriteString("value"u8, obligation.Value);
            writer.WriteString("agreement"u8, obligation.Agreement);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes the agreements that did not count, and why.</summary>
    public static void WriteRejected(Utf8JsonWriter writer, IEnumerable<RejectedAgreement> agreements)
    {
        writer.WriteStartArray("rejected"u8);
        foreach (RejectedAgreement rejected in agreements)
        {
            writer.WriteStartObject();
            writer.WriteString("agreement"u8, rejected.Agreement.Id);
            writer.WriteString("code"u8, rejected.Code.Code);
            writer.WriteString("why"u8, rejected.Why);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteAttribute(Utf8JsonWriter writer, ExplainedAttribute attribute)
    {
        writer.WriteStartObject();
        writer.WriteNumber("record"u8, attribute.Record);
        writer.WriteString("type"u8, attribute.Type);
        writer.WriteString("attribute"u8, attribute.Attribute);
        writer.WriteBoolean("permitted"u8, attribute.Permitted);
        writer.WriteString("code"u8, attribute.Code?.Code);
        writer.WriteString("why"u8, attribute.Why);
        WriteTexts(writer, "grants", attribute.Grants);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
