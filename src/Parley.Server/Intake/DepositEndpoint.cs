using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Intake;

/// <summary><c>POST /v1/systems/{system}/messages/{type}</c>: a system hands in a message in its own language.</summary>
internal sealed class DepositEndpoint(Authenticator authenticator, WorkspaceHost workspace, Depositor depositor, LedgerGate ledger)
{
    private const int MostKeyCharacters = 255;
    private const int BusyRetrySeconds = 1;

    /// <summary>Answers the request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context);
        (SystemDefinition system, MessageTypeDefinition type) = Find(context, caller);
        ledger.Check();
        CheckMediaType(context.Request, type);
        string? key = KeyOf(context.Request);
        byte[] body = await RequestBody.ReadAsync(context, workspace.Current.Workspace.Installation.MaxMessageBytes);
        Received message = new() { Source = system, Type = type, Body = body, Via = "http", IdempotencyKey = key };
        DepositResult result = await depositor.DepositAsync(message, patient: false, context.RequestAborted);
        await AnswerAsync(context, result);
    }

    /// <summary>Answers with what became of a deposit.</summary>
    public static Task AnswerAsync(HttpContext context, DepositResult result)
    {
        string id = PublicId.Exchange(result.Exchange);
        switch (result.Kind)
        {
            case DepositKind.Busy:
                throw new ProblemException(new Problem(503, ServerIssues.Busy, "The store has as much waiting as it can take.", "server") { RetryAfter = BusyRetrySeconds });
            case DepositKind.KeyReused:
                throw new ProblemException(KeyReused(context.Request.Headers.ContainsKey("Idempotency-Key")) with { Exchange = id });
            case DepositKind.Refused:
                throw new ProblemException(new Problem(422, ServerIssues.MessageRefused, $"The message has {Problem.Findings(result.Issues.Count)}.", "body") { Exchange = id, Issues = result.Issues });
            case DepositKind.Repeated:
                context.Response.Headers["Idempotency-Replayed"] = "true";
                break;
        }

        context.Response.Headers.Location = $"/v1/exchanges/{id}";
        return JsonResponse.WriteAsync(context, StatusCodes.Status202Accepted, (id, result), Write);
    }

    // Without the header the message's own identifier is its key, which the sender may not know.
    private static Problem KeyReused(bool byHeader) => byHeader
        ? new Problem(422, ServerIssues.KeyReused, "A message with other content has this key.", "header Idempotency-Key")
        : new Problem(422, ServerIssues.KeyReused, "A message with other content has the identifier that this one carries, the id of its translation's message.", "body");

    private static void Write(Utf8JsonWriter writer, (string Id, DepositResult Result) state)
    {
        writer.WriteStartObject();
        writer.WriteString("exchange"u8, state.Id);
        writer.WriteString("status"u8, StatusText.Of(state.Result.Status));
        writer.WritePropertyName("issues"u8);
        if (state.Result.StoredIssues is string stored)
        {
            writer.WriteRawValue(stored, skipInputValidation: true);
        }
        else
        {
            IssueJson.Write(writer, state.Result.Issues);
        }

        writer.WriteEndObject();
    }

    private static string? KeyOf(HttpRequest request)
    {
        string? key = request.Headers["Idempotency-Key"];
        return key is null || (key.Length is > 0 and <= MostKeyCharacters)
            ? key
            : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"An idempotency key has 1 to {MostKeyCharacters} characters.", "header Idempotency-Key"));
    }

    private static void CheckMediaType(HttpRequest request, MessageTypeDefinition type)
    {
        if (request.Headers.ContentEncoding is [string encoding] && encoding != "identity")
        {
            throw new ProblemException(new Problem(415, ServerIssues.WrongMediaType, $"The body is encoded as '{encoding}'.", "header Content-Encoding"));
        }

        if (!MediaTypes.Fits(request.ContentType, type.Translation.Format.Name))
        {
            throw new ProblemException(new Problem(415, ServerIssues.WrongMediaType, $"'{request.ContentType}' is not {type.Translation.Format.MediaType}.", "header Content-Type"));
        }
    }

    private (SystemDefinition System, MessageTypeDefinition Type) Find(HttpContext context, Caller caller)
    {
        string name = (string)context.Request.RouteValues["system"]!;
        if (!string.Equals(caller.System, name, StringComparison.Ordinal))
        {
            // The same answer whether the other system exists or not.
            throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, "A system hands in messages as itself only.", "address: system"));
        }

        string typeName = (string)context.Request.RouteValues["type"]!;
        return workspace.Current.Workspace.TryFind(name, typeName, out SystemDefinition? system, out MessageTypeDefinition? type)
            && type.Translation.CanRead
                ? (system, type)
                : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"'{name}' has no message type '{typeName}' that can be handed in.", "address: type"));
    }
}
