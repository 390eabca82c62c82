using System.Text.Json;
using Parley.Engine.Sharing;
using Parley.Server.Exchanges;

namespace Parley.Server.Decisions;

/// <summary>Answers as the API shows them: <c>decision</c>, and in <c>context</c> the coded reasons, by names and never by values.</summary>
internal static class EvaluationJson
{
    /// <summary>Writes one answer.</summary>
    public static void Write(Utf8JsonWriter writer, AccessAnswer answer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("decision"u8, answer.Decision);
        if (answer.Fault is not null || answer.Reason is not null || answer.Explanation is not null)
        {
            writer.WriteStartObject("context"u8);
            WriteReason(writer, answer);
            if (answer.Explanation is Explanation explanation)
            {
                WriteExplanation(writer, answer, explanation);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the answers to several questions.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<AccessAnswer> answers)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("evaluations"u8);
        foreach (AccessAnswer answer in answers)
        {
            Write(writer, answer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter writer, AccessAnswer answer)
    {
        if (answer.Fault is string fault)
        {
            writer.WriteStartObject("error"u8);
            writer.WriteNumber("status"u8, 400);
            writer.WriteString("code"u8, DecisionIssues.Malformed.Code);
            writer.WriteString("message"u8, fault);
            writer.WriteEndObject();
        }
        else if (answer.Reason is { } reason)
        {
            writer.WriteStartArray("reasons"u8);
            writer.WriteStartObject();
            writer.WriteString("code"u8, reason.Code);
            writer.WriteString("title"u8, reason.Title);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteStartObject("reason_admin"u8);
            writer.WriteString("en"u8, $"{reason.Code}: {reason.Title}");
            writer.WriteEndObject();
        }
    }

    private static void WriteExplanation(Utf8JsonWriter writer, AccessAnswer answer, Explanation explanation)
    {
        Decision decision = explanation.Decision;
        writer.WriteString("level"u8, Levels.Word(decision.Level));
        writer.WriteString("purpose"u8, decision.Purpose);
        if (answer.MessageType is not null)
        {
            writer.WriteString("messageType"u8, answer.MessageType);
        }

        if (answer.Decision)
        {
            ExplanationJson.WriteBasis(writer, decision);
        }

        IEnumerable<ExplainedAttribute> asked = explanation.Attributes.Where(a => answer.Record is not int only || a.Record == only);
        WritePermitted(writer, asked, answer.Decision);
        WriteWithheld(writer, asked);
        if (explanation.Rejected.Count > 0 && !answer.Decision)
        {
            ExplanationJson.WriteRejected(writer, explanation.Rejected);
        }
    }

    // What would be permitted of something that does not go is not listed: nobody must take it for permitted.
    private static void WritePermitted(Utf8JsonWriter writer, IEnumerable<ExplainedAttribute> asked, bool goes)
    {
        writer.WriteStartArray("permitted"u8);
        foreach (IGrouping<(int Record, string Type), ExplainedAttribute> record in asked.Where(a => a.Permitted && goes).GroupBy(a => (a.Record, a.Type)))
        {
            writer.WriteStartObject();
            writer.WriteNumber("record"u8, record.Key.Record);
            writer.WriteString("type"u8, record.Key.Type);
            writer.WriteStartArray("attributes"u8);
            foreach (ExplainedAttribute attribute in record)
            {
                writer.WriteStringValue(attribute.Attribute);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteWithheld(Utf8JsonWriter writer, IEnumerable<ExplainedAttribute> asked)
    {
        writer.WriteStartArray("withheld"u8);
        foreach (ExplainedAttribute attribute in asked.Where(a => !a.Permitted))
        {
            writer.WriteStartObject();
            writer.WriteNumber("record"u8, attribute.Record);
            writer.WriteString("type"u8, attribute.Type);
            writer.WriteString("attribute"u8, attribute.Attribute);
            writer.WriteString("code"u8, attribute.Code?.Code);
            writer.WriteString("why"u8, attribute.Why);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
