using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary><c>/v1/replays/processes/shadow</c>: recorded instances by changed processes, without effect. For operators.</summary>
internal sealed class InstanceShadowEndpoints(Authenticator authenticator, WorkspaceHost workspace, InstanceFilter filter, InstanceShadows shadows)
{
    /// <summary>Runs recorded instances by a changed workspace, or by the one in force with one changed file, and compares with what they did.</summary>
    public async Task ShadowAsync(HttpContext context)
    {
        authenticator.RequireOperator(context);
        JsonRequest request = await JsonRequest.ReadWithinAsync(context, CandidateWorkspace.MostFiles, [.. InstanceFilter.Names, .. CandidateWorkspace.Names]);
        CandidateWorkspace changed = CandidateWorkspace.Read(request, workspace.Current.Workspace);
        List<InstanceOutcome> outcomes = [];
        foreach (ProcessRow row in await filter.FindAsync(request, context.RequestAborted))
        {
            InstanceOutcome? outcome = row.IsEnded
                ? await shadows.RunAsync(row, changed.Workspace, context.RequestAborted)
                : new InstanceOutcome(row.Id, "It is still under way.", null, 0, [], null);
            outcomes.Add(outcome ?? new InstanceOutcome(row.Id, null, null, 0, [], null));
        }

        await JsonResponse.WriteAsync(context, 200, outcomes, static (writer, all) => InstanceJson.Write(writer, all));
    }
}
