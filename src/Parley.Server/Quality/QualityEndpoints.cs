using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Quality;

/// <summary><c>/v1/quality</c>: how good what each source sends is, and what is wrong with which record, for those whose source it is. No answer says what a record says.</summary>
internal sealed class QualityEndpoints(Authenticator authenticator, Store store, QualityJudge judge, FindingSight sight, ServerOptions options)
{
    private const string Open = "open";
    private const string All = "all";
    private const int MostDecided = 1000;

    private const int UsualDays = 30;
    private const int MostDays = 3660;

    /// <summary>Answers with the sources: a score for each day, and how many findings of which code are open.</summary>
    public async Task SummaryAsync(HttpContext context)
    {
        (Caller caller, IReadOnlyCollection<string>? within) = Within(context);
        long today = judge.DayOf(Clock.Microseconds(options.Time));
        long since = today - QueryNumber.Of(context.Request, "days", UsualDays, MostDays, $"From 1 to {MostDays} days.") + 1;
        List<QualityDayRow> days = await store.Reader.QualityDaysAsync(within, since, context.RequestAborted);
        List<(string System, string Code, string Kind, string Task, long Count)> open = await store.Reader.OpenFindingsAsync(within, context.RequestAborted);
        List<(string System, long Day)> last = await store.Reader.LastQualityDaysAsync(within, context.RequestAborted);
        List<FindingRow> decided = await LookAsync(caller, await store.Reader.DecidedFindingsAsync(sight.SystemsOf(caller, within), MostDecided, context.RequestAborted), context.RequestAborted);
        open.AddRange(decided.Where(f => f.Across).GroupBy(f => (f.System, f.Code, f.Kind, f.Task)).Select(g => (g.Key.System, g.Key.Code, g.Key.Kind, g.Key.Task, (long)g.Count())));
        List<FindingRow> received = decided.FindAll(f => !f.Across && !caller.MaySee(f.System));
        await JsonResponse.WriteAsync(
            context, 200, (days, open, last, received, today), static (writer, state) => QualityJson.WriteSummary(writer, state.days, state.open, state.last, state.received, state.today));
    }

    /// <summary>Answers with a page of findings, new to old; open ones, or with <c>status=all</c> all.</summary>
    public async Task FindingsAsync(HttpContext context)
    {
        (Caller caller, IReadOnlyCollection<string>? within) = Within(context);
        string? kind = QueryWord.Of(context.Request, "kind", QualityKinds.All);
        string? task = QueryWord.Of(context.Request, "task", [QualityKinds.Source, QualityKinds.Platform, QualityKinds.Recipient]);
        string? status = QueryWord.Of(context.Request, "status", [Open, All]);
        PageQuery page = PageQuery.Read(context.Request, 'q');

        // Filled up until the page is full: its length tells nothing of what the caller is not told.
        List<FindingRow> shown = [];
        long before = page.Before;
        for (bool more = true; more && shown.Count < page.Limit;)
        {
            List<FindingRow> rows = await store.Reader.FindingsAsync(within, kind, task, status == All, before, page.Limit, context.RequestAborted);
            more = rows.Count == page.Limit;
            before = more ? rows[^1].Id : before;
            shown.AddRange((await LookAsync(caller, rows, context.RequestAborted)).Take(page.Limit - shown.Count));
        }

        await JsonPage.WriteAsync(context, "findings", shown, shown.Count == page.Limit ? PublicId.Finding(shown[^1].Id) : null, QualityJson.WriteFinding);
    }

    private async Task<List<FindingRow>> LookAsync(Caller caller, List<FindingRow> rows, CancellationToken cancellationToken)
    {
        List<FindingRow> shown = [];
        foreach (FindingRow row in rows)
        {
            if (await sight.LookAsync(caller, row, cancellationToken) is FindingRow seen)
            {
                shown.Add(seen);
            }
        }

        return shown;
    }

    // The systems that the caller may see, or the one among them that it asks for; of any other there is nothing.
    private (Caller Caller, IReadOnlyCollection<string>? Within) Within(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        string? system = context.Request.Query["system"];
        return (caller, system is null ? caller.Within : caller.MaySee(system) ? [system] : []);
    }
}
