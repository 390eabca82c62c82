using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;

namespace Parley.Server.Decisions;

/// <summary>
/// Searches over access decisions, after the OpenID AuthZEN Authorization API 1.0: <c>POST /access/v1/search/subject</c>, <c>…/resource</c> and <c>…/action</c>.
/// </summary>
internal sealed class EntitySearchEndpoints(Authenticator authenticator, EntitySearch search)
{
    /// <summary>The address under which each kind of search stands.</summary>
    public const string Path = "/access/v1/search/";

    /// <summary>Who may do this to that.</summary>
    public Task SubjectsAsync(HttpContext context) => AnswerAsync(context, Sought.Subject);

    /// <summary>To what of a type somebody may do this.</summary>
    public Task ResourcesAsync(HttpContext context) => AnswerAsync(context, Sought.Resource);

    /// <summary>What somebody may do to that.</summary>
    public Task ActionsAsync(HttpContext context) => AnswerAsync(context, Sought.Action);

    private async Task AnswerAsync(HttpContext context, Sought sought)
    {
        RequestIdentifier.Echo(context);
        Caller caller = authenticator.Require(context, Rights.Explain);
        JsonElement body = await EvaluationBody.ReadAsync(context);
        AccessQuestion question = QuestionReader.Read(body, default, out string fault, sought) ?? throw EvaluationBody.Malformed(fault, "body");
        FoundEntities found = await search.FindAsync(caller, question, sought, EntityPage.Read(body), context.RequestAborted);
        string? type = sought switch { Sought.Subject => question.Subject.Type, Sought.Resource => question.Resource.Type, _ => null };
        await JsonResponse.WriteAsync(context, 200, (type, found), static (writer, answer) => Write(writer, answer.type, answer.found));
    }

    private static void Write(Utf8JsonWriter writer, string? type, FoundEntities found)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("results"u8);
        foreach (string result in found.Results)
        {
            writer.WriteStartObject();
            if (type is null)
            {
                writer.WriteString("name"u8, result);
            }
            else
            {
                writer.WriteString("type"u8, type);
                writer.WriteString("id"u8, result);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("page"u8);
        writer.WriteString("next_token"u8, found.Next);
        writer.WriteNumber("count"u8, found.Results.Count);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
