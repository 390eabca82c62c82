using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Exceptions;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>
/// <c>/v1/replays</c>: exchanges run again. As they ran, without effect: for diagnosis. As it is now, with effect and shown before: for recovery.
/// </summary>
internal sealed class ReplayEndpoints(
    Authenticator authenticator, ReplayFilter filter, Replayer replayer, Recovery recovery, ServerOptions options)
{
    private readonly Previews<IReadOnlyList<RecoveryPlan>> _previews = new(options, DeskIssues.NoPreview);

    /// <summary>Runs exchanges as they ran and compares with what was stored.</summary>
    public async Task AsItRanAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        JsonRequest request = await JsonRequest.ReadAsync(context, ReplayFilter.Names);
        List<ReplayOutcome> outcomes = [];
        foreach (ExchangeRow row in await filter.FindAsync(request, caller, context.RequestAborted))
        {
            outcomes.Add(await replayer.AsItRanAsync(row, context.RequestAborted));
        }

        await JsonResponse.WriteAsync(context, 200, outcomes, static (writer, all) => ReplayJson.Write(writer, all));
    }

    /// <summary>Shows what sending exchanges again as it is now would do to each.</summary>
    public async Task PlanAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        JsonRequest request = await JsonRequest.ReadAsync(context, ReplayFilter.Names);
        List<RecoveryPlan> plans = [];
        foreach (ExchangeRow row in await filter.FindAsync(request, caller, context.RequestAborted))
        {
            // What was computed is computed again when it is confirmed, and is not kept meanwhile.
            plans.Add(await recovery.PlanAsync(row, caller, context.RequestAborted) with { Prepared = null, Exceptions = [] });
        }

        (string token, long until) = _previews.Keep(CaseGate.NameOf(caller), plans);
        await JsonResponse.WriteAsync(context, 200, (token, until, plans), static (writer, state) => ReplayJson.Write(writer, state.plans, state.token, state.until));
    }

    /// <summary>Sends those again that were shown.</summary>
    public async Task ConfirmAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        List<RecoveryPlan> done = [];
        foreach (RecoveryPlan shown in _previews.Take((string)context.Request.RouteValues["token"]!, CaseGate.NameOf(caller)))
        {
            done.Add(await recovery.SendAsync(shown, caller, context.RequestAborted));
        }

        await JsonResponse.WriteAsync(context, 200, done, static (writer, plans) => ReplayJson.Write(writer, plans, null, 0));
    }
}
