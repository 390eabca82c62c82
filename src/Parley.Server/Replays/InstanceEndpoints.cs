using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Exceptions;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>
/// <c>/v1/replays/processes</c>: instances of processes run again. As they ran, without effect: for diagnosis. As it is now, with effect and shown before: for
/// recovery. For operators; recovery needs the right to send again too.
/// </summary>
internal sealed class InstanceEndpoints(
    Authenticator authenticator, InstanceFilter filter, InstanceReplayer replayer, InstanceRecovery recovery, ServerOptions options)
{
    private const int MostStep = 500;
    private const int MostReason = 500;

    private readonly Previews<(InstanceWish Wish, IReadOnlyList<InstancePlan> Plans)> _previews = new(options, DeskIssues.NoPreview);

    /// <summary>Runs instances as they ran and compares with what was stored; with <c>step</c>, that step of each alone.</summary>
    public async Task AsItRanAsync(HttpContext context)
    {
        authenticator.RequireOperator(context);
        JsonRequest request = await JsonRequest.ReadAsync(context, [.. InstanceFilter.Names, "step"]);
        string? step = request.Optional("step", MostStep);
        List<InstanceOutcome> outcomes = [];
        foreach (ProcessRow row in await filter.FindAsync(request, context.RequestAborted))
        {
            if (await replayer.RunAsync(row.Id, context.RequestAborted) is { } run)
            {
                outcomes.Add(InstanceOutcome.Of(run, step));
            }
        }

        await JsonResponse.WriteAsync(context, 200, outcomes, static (writer, all) => InstanceJson.Write(writer, all));
    }

    /// <summary>Shows what running instances again as it is now would do to each.</summary>
    public async Task PlanAsync(HttpContext context)
    {
        Caller caller = Require(context);
        JsonRequest request = await JsonRequest.ReadAsync(context, [.. InstanceFilter.Names, "step", "repeat", "reason"]);
        InstanceWish wish = new(request.Optional("step", MostStep), request.Flag("repeat"), request.Optional("reason", MostReason) ?? ConsultationLog.GivenReason(context));
        List<InstancePlan> plans = [];
        foreach (ProcessRow row in await filter.FindAsync(request, context.RequestAborted))
        {
            // What was computed is computed again when it is confirmed, and is not kept meanwhile.
            plans.Add(await recovery.PlanAsync(row.Id, wish, context.RequestAborted) with { Start = null });
        }

        (string token, long until) = _previews.Keep(CaseGate.NameOf(caller), (wish, plans));
        await JsonResponse.WriteAsync(context, 200, (token, until, plans), static (writer, state) => InstanceJson.Write(writer, state.plans, state.token, state.until));
    }

    /// <summary>Runs those again that were shown.</summary>
    public async Task ConfirmAsync(HttpContext context)
    {
        Caller caller = Require(context);
        List<InstancePlan> done = [];
        (InstanceWish wish, IReadOnlyList<InstancePlan> plans) = _previews.Take((string)context.Request.RouteValues["token"]!, CaseGate.NameOf(caller));
        foreach (InstancePlan shown in plans)
        {
            done.Add(await recovery.StartAsync(shown, wish, caller, context.RequestAborted));
        }

        await JsonResponse.WriteAsync(context, 200, done, static (writer, all) => InstanceJson.Write(writer, all, null, 0));
    }

    private Caller Require(HttpContext context)
    {
        authenticator.RequireOperator(context);
        return authenticator.Require(context, Rights.Resend);
    }
}
