using System.Buffers;
using System.Text.Json;

namespace Parley.Server.Decisions;

/// <summary>Questions about resources that an application keeps itself: decided by the rules that <c>access.yaml</c> has for them.</summary>
internal sealed class ApplicationQuestions(WorkspaceHost workspace)
{
    /// <summary>Answers.</summary>
    public AccessAnswer Answer(AccessQuestion question)
    {
        ArrayBufferWriter<byte> json = new(512);
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            Write(writer, "subject", question.Subject);
            writer.WriteStartObject("action"u8);
            writer.WriteString("name"u8, question.Action);
            Write(writer, "properties", question.ActionProperties);
            writer.WriteEndObject();
            Write(writer, "resource", question.Resource);
            Write(writer, "context", question.Context);
            writer.WriteEndObject();
        }

        return workspace.Current.Applications.Decide(question.Resource.Type, question.Action, json.WrittenSpan) is bool permitted
            ? AccessAnswer.Of(permitted, DecisionIssues.NoRule)
            : AccessAnswer.Unknown;
    }

    private static void Write(Utf8JsonWriter writer, string name, AskedEntity entity)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type"u8, entity.Type);
        writer.WriteString("id"u8, entity.Id);
        Write(writer, "properties", entity.Properties);
        writer.WriteEndObject();
    }

    // What is not said is empty, so that conditions need not ask first whether it is there.
    private static void Write(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        if (value.ValueKind == JsonValueKind.Object)
        {
            value.WriteTo(writer);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
    }
}
