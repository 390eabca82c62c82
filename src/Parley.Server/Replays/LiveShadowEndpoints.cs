using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary><c>/v1/replays/shadows</c>: changed workspaces that run beside the one in force on live traffic, without effect. For operators; what they found, for who may see content.</summary>
internal sealed class LiveShadowEndpoints(
    Authenticator authenticator, WorkspaceHost workspace, LiveShadows shadows, InstanceFilter instances, Store store, ConsultationLog consultations)
{
    private const int MostReason = 500;
    private const double UsualHours = 24;
    private const double MostHours = 7 * 24;

    /// <summary>Starts one with a changed workspace, or the one in force with one changed file.</summary>
    public async Task StartAsync(HttpContext context)
    {
        Caller caller = Require(context);
        JsonRequest request = await JsonRequest.ReadWithinAsync(context, CandidateWorkspace.MostFiles, [.. CandidateWorkspace.Names, "system", "process", "hours", "reason"]);
        LiveShadowWish wish = new(
            request.Known("system", 100, [.. workspace.Current.Workspace.Systems.Keys]),
            await instances.ProcessAsync(request, context.RequestAborted),
            TimeSpan.FromHours(request.Number("hours", 0.01, MostHours, UsualHours)),
            request.Optional("reason", MostReason) ?? ConsultationLog.GivenReason(context));
        LiveShadowRow row = await shadows.StartAsync(CandidateWorkspace.Read(request, workspace.Current.Workspace), wish, caller, context.RequestAborted)
            ?? throw new ProblemException(new Problem(409, ServerIssues.WrongState, $"{LiveShadows.Most} live shadows run already: stop one.", "body"));
        context.Response.Headers.Location = "/v1/replays/shadows/" + PublicId.LiveShadow(row.Id);
        await JsonResponse.WriteAsync(context, StatusCodes.Status201Created, row, LiveShadowJson.Write);
    }

    /// <summary>Answers with a page of them, new to old.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Require(context);
        PageQuery page = PageQuery.Read(context.Request, 'w');
        List<LiveShadowRow> rows = await store.Reader.LiveShadowsAsync(page.Before, page.Limit, context.RequestAborted);
        await JsonPage.WriteAsync(context, "shadows", rows, rows.Count == page.Limit ? PublicId.LiveShadow(rows[^1].Id) : null, LiveShadowJson.Write);
    }

    /// <summary>Answers with one; to who may see content with a page of what it found, new to old.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Caller caller = Require(context);
        LiveShadowRow row = await FindAsync(context);
        PageQuery page = PageQuery.Read(context.Request, 'w');
        List<LiveShadowFindingRow>? findings = null;
        if (caller.Has(Rights.SeeContent))
        {
            await consultations.RecordAsync(context, caller, null, $"{PublicId.LiveShadow(row.Id)} {row.Stored}", "shadow");
            findings = await store.Reader.LiveShadowFindingsAsync(row.Id, page.Before, page.Limit, Disclosure.PermitTranslation(), context.RequestAborted);
        }

        string? next = findings?.Count == page.Limit ? PublicId.LiveShadow(findings[^1].Id) : null;
        await JsonResponse.WriteAsync(context, 200, (row, findings, next), static (writer, s) => LiveShadowJson.Write(writer, s.row, s.findings, s.next));
    }

    /// <summary>Stops one; what it found stays.</summary>
    public async Task StopAsync(HttpContext context)
    {
        Caller caller = Require(context);
        JsonRequest request = await JsonRequest.ReadAsync(context, "reason");
        LiveShadowRow row = await FindAsync(context);
        string? reason = request.Optional("reason", MostReason) ?? ConsultationLog.GivenReason(context);
        if (!await shadows.StopAsync(row.Id, caller, reason, context.RequestAborted))
        {
            throw new ProblemException(new Problem(409, ServerIssues.WrongState, $"It is {row.State.ToString().ToLowerInvariant()}.", "address: id"));
        }

        LiveShadowRow stopped = (await store.Reader.LiveShadowAsync(row.Id, context.RequestAborted))!;
        await JsonResponse.WriteAsync(context, 200, stopped, LiveShadowJson.Write);
    }

    private Caller Require(HttpContext context) => authenticator.Require(context, Rights.SeeExchanges | Rights.Operate);

    private async Task<LiveShadowRow> FindAsync(HttpContext context)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        return PublicId.TryParse('w', id, out long key) && await store.Reader.LiveShadowAsync(key, context.RequestAborted) is { } row
            ? row
            : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no live shadow '{id}'.", "address: id"));
    }
}
