using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;

namespace Parley.Server.Decisions;

/// <summary>
/// Access decisions for other applications, after the OpenID AuthZEN Authorization API 1.0: <c>POST /access/v1/evaluation</c>,
/// <c>POST /access/v1/evaluations</c> and <c>GET /.well-known/authzen-configuration</c>.
/// </summary>
internal sealed class EvaluationEndpoints(Authenticator authenticator, Evaluator evaluator, WorkspaceHost workspace)
{
    /// <summary>The address of single questions.</summary>
    public const string EvaluationPath = "/access/v1/evaluation";

    /// <summary>The address of several questions.</summary>
    public const string EvaluationsPath = "/access/v1/evaluations";

    private const int MostQuestions = 1000;

    private static readonly string[] s_searches = ["subject", "resource", "action"];

    /// <summary>Answers one question.</summary>
    public async Task EvaluateAsync(HttpContext context)
    {
        RequestIdentifier.Echo(context);
        Caller caller = authenticator.Require(context, Rights.Explain);
        await AnswerAsync(context, caller, await EvaluationBody.ReadAsync(context));
    }

    /// <summary>Answers several questions, or one when the body has no list of them.</summary>
    public async Task EvaluateAllAsync(HttpContext context)
    {
        RequestIdentifier.Echo(context);
        Caller caller = authenticator.Require(context, Rights.Explain);
        JsonElement body = await EvaluationBody.ReadAsync(context);
        string semantic = Semantic(body);
        JsonElement items = QuestionReader.Member(body, "evaluations");
        if (items.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Array))
        {
            throw EvaluationBody.Malformed("'evaluations' must be a list.", "body: evaluations");
        }

        if (items.ValueKind == JsonValueKind.Undefined || items.GetArrayLength() == 0)
        {
            await AnswerAsync(context, caller, body);
            return;
        }

        if (items.GetArrayLength() > MostQuestions)
        {
            throw EvaluationBody.Bad(DecisionIssues.TooMany, $"There are {items.GetArrayLength()}; {MostQuestions} are answered at once.", "body: evaluations");
        }

        CheckDefaults(body);
        List<AccessAnswer> answers = [];
        foreach (JsonElement item in items.EnumerateArray())
        {
            AccessAnswer answer = QuestionReader.Read(item, body, out string fault) is AccessQuestion question
                ? await evaluator.AnswerAsync(caller, question, context.RequestAborted)
                : new AccessAnswer(false) { Fault = fault };
            answers.Add(answer);
            if (semantic == (answer.Decision ? "permit_on_first_permit" : "deny_on_first_deny"))
            {
                break;
            }
        }

        await JsonResponse.WriteAsync(context, 200, answers, static (writer, all) => EvaluationJson.Write(writer, all));
    }

    /// <summary>Says where decisions are to be had.</summary>
    public Task ConfigurationAsync(HttpContext context)
    {
        RequestIdentifier.Echo(context);
        string address = PublicAddress.Of(context, workspace.Current.Workspace.Access);
        return JsonResponse.WriteAsync(context, 200, address, static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteString("policy_decision_point"u8, state);
            writer.WriteString("access_evaluation_endpoint"u8, state + EvaluationPath);
            writer.WriteString("access_evaluations_endpoint"u8, state + EvaluationsPath);
            foreach (string part in s_searches)
            {
                writer.WriteString($"search_{part}_endpoint", state + EntitySearchEndpoints.Path + part);
            }

            writer.WriteEndObject();
        });
    }

    private static string Semantic(JsonElement body)
    {
        JsonElement options = QuestionReader.Member(body, "options");
        if (options.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            throw EvaluationBody.Malformed("'options' must be an object.", "body: options");
        }

        JsonElement value = QuestionReader.Member(options, "evaluations_semantic");
        string? semantic = value.ValueKind == JsonValueKind.Undefined ? "execute_all" : AskedText.Of(value);
        return semantic is "execute_all" or "deny_on_first_deny" or "permit_on_first_permit"
            ? semantic
            : throw EvaluationBody.Bad(DecisionIssues.UnknownSemantic, "It is not one of the three that exist.", "body: options.evaluations_semantic");
    }

    // A default of another shape concerns all questions, and so the request as a whole; one that lacks a part may be completed by each question.
    private static void CheckDefaults(JsonElement body)
    {
        foreach (string member in QuestionReader.Members)
        {
            if (QuestionReader.Member(body, member).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            {
                throw EvaluationBody.Malformed($"'{member}' must be an object.", $"body: {member}");
            }
        }
    }

    private async Task AnswerAsync(HttpContext context, Caller caller, JsonElement body)
    {
        AccessQuestion question = QuestionReader.Read(body, default, out string fault) ?? throw EvaluationBody.Malformed(fault, "body");
        AccessAnswer answer = await evaluator.AnswerAsync(caller, question, context.RequestAborted);
        await JsonResponse.WriteAsync(context, 200, answer, static (writer, one) => EvaluationJson.Write(writer, one));
    }
}
