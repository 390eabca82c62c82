using Microsoft.AspNetCore.Http;
using Parley.Engine.Evidence;
using Parley.Engine.Sharing;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Agreements;

/// <summary><c>/v1/agreements</c>: how the agreements stand, and the acts of their parties. Who is bound by none of it sees none of it.</summary>
internal sealed class AgreementEndpoints(
    Authenticator authenticator, AgreementRegister register, AgreementWatch watch, WorkspaceHost workspace, Store store, ServerOptions options)
{
    private const int MostReason = 1000;

    /// <summary>Answers with the agreements that bind the caller's organisation.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        AgreementStanding[] own = [.. register.All.Where(a => IsParty(caller, a))];
        await JsonResponse.WriteAsync(context, 200, (own, register), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("agreements"u8);
            foreach (AgreementStanding standing in state.own)
            {
                AgreementJson.WriteHead(writer, standing, state.register.Today);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Answers with one agreement, its text included.</summary>
    public async Task GetAsync(HttpContext context)
    {
        AgreementStanding standing = Find(context, authenticator.Require(context, Rights.SeeExchanges));
        await AnswerAsync(context, standing);
    }

    /// <summary>Suspends, resumes, ends or withdraws: <c>{"reason": "..."}</c>.</summary>
    public async Task ActAsync(HttpContext context, string act)
    {
        Caller caller = authenticator.Require(context, Rights.Agreements);
        AgreementStanding standing = Find(context, caller);
        JsonRequest request = await JsonRequest.ReadAsync(context, "reason");
        string reason = request.Required("reason", MostReason);
        Check(standing, act);
        long now = Clock.Microseconds(options.Time);
        AgreementActRow row = new(store.Ids.Next(), standing.Agreement.Id, act, OrganisationOf(caller), caller.Actor, reason, now);
        LedgerEntry entry = new()
        {
            Action = LedgerAction.Agreement,
            At = now,
            Actor = caller.Actor,
            OnBehalfOf = caller.OnBehalfOf,
            Organisation = row.Organisation,
            Purpose = standing.Agreement.Purpose,
            Reason = reason,
            Agreements = [DecisionBasis.Name(standing.Agreement)],
            Outcome = act,
        };
        await store.WriteAsync(new AgreementActWork(row, entry, register), context.RequestAborted);

        // It is durable: what follows from it is seen through whoever gives up waiting.
        await watch.PassAsync(CancellationToken.None);
        await AnswerAsync(context, register.Policy.Agreements[standing.Agreement.Id]);
    }

    // What ended stays ended: to share again takes a new agreement, signed anew.
    private void Check(AgreementStanding standing, string act)
    {
        AgreementActRow? last = register.LastAct(standing.Agreement.Id);
        string? why = last?.Act switch
        {
            "withdraw" => "It is withdrawn.",
            "end" when act != "withdraw" => "It has ended; it can only be withdrawn still.",
            "suspend" when act == "suspend" => "It is suspended already.",
            not "suspend" when act == "resume" && register.IsHeldPast(standing.Agreement) => null,
            not "suspend" when act == "resume" => "No party has suspended it here; what its file says is changed in its file.",
            _ => null,
        };
        if (why is not null)
        {
            throw new ProblemException(new Problem(409, ServerIssues.WrongState, why, "address"));
        }
    }

    private Task AnswerAsync(HttpContext context, AgreementStanding standing) => JsonResponse.WriteAsync(
        context, 200, (standing, register.Today, register.LastAct(standing.Agreement.Id)), static (writer, state) => AgreementJson.Write(writer, state.standing, state.Today, state.Item3));

    private AgreementStanding Find(HttpContext context, Caller caller)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        return register.Policy.Agreements.TryGetValue(id, out AgreementStanding? standing) && IsParty(caller, standing)
            ? standing
            : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no agreement '{id}' that this caller may see.", "address: id"));
    }

    private bool IsParty(Caller caller, AgreementStanding standing) => caller.IsOperator || register.Policy.IsParty(standing.Agreement.Id, OrganisationOf(caller));

    private string OrganisationOf(Caller caller) => caller.Organisation ?? workspace.Current.Workspace.Installation.Organisation;
}
