using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary><c>/v1/replays/shadow</c>: recorded exchanges in the shadow of a change, without effect.</summary>
internal sealed class ShadowEndpoints(Authenticator authenticator, WorkspaceHost workspace, ReplayFilter filter, Replayer replayer, Worlds worlds)
{
    /// <summary>Runs recorded exchanges by a changed workspace, or by the one in force with one changed file, beside the one in force.</summary>
    public async Task ShadowAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges | Rights.Operate);
        JsonRequest request = await JsonRequest.ReadWithinAsync(context, CandidateWorkspace.MostFiles, [.. ReplayFilter.Names, .. CandidateWorkspace.Names]);
        World shadow = await worlds.WithAsync(CandidateWorkspace.Read(request, workspace.Current.Workspace).Workspace, context.RequestAborted);
        List<ReplayOutcome> outcomes = [];
        foreach (ExchangeRow row in await filter.FindAsync(request, caller, context.RequestAborted))
        {
            outcomes.Add(await replayer.ShadowAsync(row, shadow, context.RequestAborted));
        }

        await JsonResponse.WriteAsync(context, 200, outcomes, static (writer, all) => ReplayJson.Write(writer, all));
    }
}
