using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Dictionary;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Intake;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary><c>POST /v1/exchanges/{id}/correct | regrade | withdraw | erase</c>, and the last three for all exchanges about a subject.</summary>
internal sealed class RecordEndpoints(RecordAccess access, RecordActs acts, Journey journey, Store store, WorkspaceHost workspace)
{
    private const int MostReason = 1000;
    private const int Page = 200;

    /// <summary>Takes the body as the corrected message; the reason is in the query.</summary>
    public async Task CorrectAsync(HttpContext context)
    {
        (Caller caller, ExchangeRow row) = await access.FindAsync(context);
        string? reason = context.Request.Query["reason"];
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MostReason)
        {
            throw RecordBody.Missing($"A correction's body is the message; give the reason as the query's 'reason', 1 to {MostReason} characters.");
        }

        Received message = Corrected(row, await RequestBody.ReadAsync(context, workspace.Current.Workspace.Installation.MaxMessageBytes));
        Prepared prepared = journey.Prepare(message);
        if (prepared.Status != ExchangeStatus.Accepted)
        {
            await DepositEndpoint.AnswerAsync(context, new DepositResult(DepositKind.Refused, row.Id, row.Status, prepared.Issues));
            return;
        }

        ActRow act = await acts.CorrectAsync(row, prepared.Record, Request(caller, reason), context.RequestAborted);
        await AnswerAsync(context, act);
    }

    /// <summary>Re-grades it: <c>{"reason": "...", "marking": "..."}</c>.</summary>
    public async Task RegradeAsync(HttpContext context)
    {
        (Caller caller, ExchangeRow row) = await access.FindAsync(context);
        RecordBody body = await RecordBody.ReadAsync(context);
        await AnswerAsync(context, await acts.RegradeAsync(row, Request(caller, body.Reason()) with { Marking = Marking(body) }, context.RequestAborted));
    }

    /// <summary>Withdraws it: <c>{"reason": "..."}</c>.</summary>
    public async Task WithdrawAsync(HttpContext context)
    {
        (Caller caller, ExchangeRow row) = await access.FindAsync(context);
        RecordBody body = await RecordBody.ReadAsync(context);
        await AnswerAsync(context, await acts.WithdrawAsync(row, Request(caller, body.Reason()), context.RequestAborted));
    }

    /// <summary>Erases it: <c>{"reason": "..."}</c>.</summary>
    public async Task EraseAsync(HttpContext context)
    {
        (Caller caller, ExchangeRow row) = await access.FindAsync(context);
        RecordBody body = await RecordBody.ReadAsync(context);
        await AnswerAsync(context, await acts.EraseAsync(row, Request(caller, body.Reason()), context.RequestAborted));
    }

    /// <summary>Does one of the three to every exchange about a subject that the caller may act on: <c>{"reference": "...", "reason": "..."}</c>.</summary>
    public async Task SubjectAsync(HttpContext context, string action)
    {
        Caller caller = access.Owner(context);
        string type = (string)context.Request.RouteValues["type"]!;
        RecordBody body = await RecordBody.ReadAsync(context);
        string reference = body.Required("reference");
        ActRequest request = Request(caller, body.Reason()) with { Marking = action == Act.Regrade ? Marking(body) : null };
        List<ActRow> done = [];
        List<string> held = [];
        long after = 0;
        while (true)
        {
            List<ExchangeRow> page = await store.Reader.ExchangesAboutAsync(type, reference, after, Page, context.RequestAborted);
            foreach (ExchangeRow row in page.Where(r => access.MayAct(caller, r) && r.Status != ExchangeStatus.Erased))
            {
                await ActAsync(action, row, request, done, held, context.RequestAborted);
            }

            if (page.Count < Page)
            {
                break;
            }

            after = page[^1].Id;
        }

        await JsonResponse.WriteAsync(context, 200, (done, held), WriteAll);
    }

    /// <summary>A code of the dictionary's markings, however its letters are written: recipients must be able to read it.</summary>
    private string Marking(RecordBody body)
    {
        string given = body.Required("marking");
        if (!workspace.Current.Workspace.Dictionary.CodeLists.TryGetValue("marking", out CodeList? list))
        {
            return given;
        }

        return list.Entries.Select(e => e.Code).FirstOrDefault(c => string.Equals(c, given, StringComparison.OrdinalIgnoreCase))
            ?? throw RecordBody.Missing($"'{given}' is not a marking; those are {string.Join(", ", list.Entries.Select(e => e.Code))}.");
    }

    private static void WriteAll(Utf8JsonWriter writer, (List<ActRow> Done, List<string> Held) state)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("acts"u8);
        foreach (ActRow act in state.Done)
        {
            ActJson.Write(writer, act);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("held"u8);
        foreach (string exchange in state.Held)
        {
            writer.WriteStringValue(exchange);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private async Task ActAsync(
        string action, ExchangeRow row, ActRequest request, List<ActRow> done, List<string> held, CancellationToken cancellationToken)
    {
        try
        {
            done.Add(action switch
            {
                Act.Regrade => await acts.RegradeAsync(row, request, cancellationToken),
                Act.Withdraw => await acts.WithdrawAsync(row, request, cancellationToken),
                _ => await acts.EraseAsync(row, request, cancellationToken),
            });
        }
        catch (ProblemException refusal) when (refusal.Problem.Code == RecordIssues.OnHold)
        {
            held.Add(PublicId.Exchange(row.Id));
        }
        catch (ProblemException refusal) when (refusal.Problem.Code == RecordIssues.Erased)
        {
            // Erased along with one before it.
        }
    }

    private Received Corrected(ExchangeRow row, byte[] body) =>
        workspace.Current.Workspace.TryFind(row.System, row.Type, out SystemDefinition? source, out MessageTypeDefinition? type)
        && type.Translation.CanRead
            ? new Received
            {
                Source = source,
                Type = type,
                Body = body,
                Via = "correction",
                Deduplicate = false,
                Cause = new Cause(row.Id, null, row.Correlation, row.Depth, row.Completion),
            }
            : throw new ProblemException(new Problem(409, ServerIssues.RecipientGone, "The workspace no longer has the system or the message type.", "address: id"));

    private ActRequest Request(Caller caller, string reason) => new(caller.Actor, access.OrganisationOf(caller), reason);

    private async Task AnswerAsync(HttpContext context, ActRow act)
    {
        List<NoticeRow> notices = [.. (await store.Reader.NoticesOfAsync(act.Exchange, CancellationToken.None)).Where(n => n.Act == act.Id)];
        await JsonResponse.WriteAsync(context, 200, (act, notices), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("act"u8);
            ActJson.Write(writer, state.act);
            writer.WriteStartArray("notices"u8);
            foreach (NoticeRow notice in state.notices)
            {
                ActJson.Write(writer, notice);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
