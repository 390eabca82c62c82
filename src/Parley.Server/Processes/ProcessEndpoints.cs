using System.Text;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Evidence;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary><c>/v1/processes</c>: the definitions, instances of them, and what a person wants done with one. For operators.</summary>
internal sealed class ProcessEndpoints(
    Authenticator authenticator, ProcessTools tools, ProcessRunner runner, ProcessView view, Disclosure disclosure, ConsultationLog consultations)
{
    private const int MostBody = 1 << 20;
    private const int MostKey = 200;
    private const int BusySeconds = 1;
    private const int MostNamed = 20;

    /// <summary>Answers with the definitions that new instances may run on.</summary>
    public async Task ListAsync(HttpContext context)
    {
        authenticator.RequireOperator(context);
        await tools.Catalogue.RefreshAsync(context.RequestAborted);
        KeptDefinition[] all = [.. tools.Catalogue.Current.OrderBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.Definition.Name.Version, SemanticVersions.Order)];
        await JsonPage.WriteAsync(context, "processes", all, null, ProcessJson.Write);
    }

    /// <summary>Starts an instance; the body is its input. A repetition with the same <c>Idempotency-Key</c> starts nothing.</summary>
    public async Task StartAsync(HttpContext context)
    {
        Caller caller = authenticator.RequireOperator(context);
        string name = (string)context.Request.RouteValues["name"]!;
        string? version = context.Request.Query["version"];
        await tools.Catalogue.RefreshAsync(context.RequestAborted);
        KeptDefinition definition = tools.Catalogue.Find(name, version)
            ?? throw NotFound($"The workspace has no process '{name}'{(version is null ? "" : $" of version {version}")}{Others(name)}.", version is null ? "address: name" : "query: version");
        string? key = context.Request.Headers["Idempotency-Key"];
        if (key?.Length > MostKey)
        {
            throw Bad($"It has more than {MostKey} characters.", "header Idempotency-Key");
        }

        JqValue input = await ReadAsync(context) ?? JqValue.FromMembers([]);
        string? reason = ConsultationLog.GivenReason(context);
        StartWith entry = new() { Entry = started => ProcessEntries.Act(tools, caller, definition, name, started, "started", reason) };
        (long id, bool isNew) = await runner.StartAsync(definition, input, string.IsNullOrEmpty(key) ? null : key, context.RequestAborted, entry)
            ?? throw new ProblemException(new Problem(503, ServerIssues.Busy, "Too many instances are under way.", "server") { RetryAfter = BusySeconds });
        context.Response.Headers.Location = "/v1/processes/instances/" + PublicId.Process(id);
        await AnswerAsync(context, id, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>Answers with a page of instances, new to old: <c>?process=</c>, <c>?status=</c> (or <c>parked</c>).</summary>
    public async Task ListInstancesAsync(HttpContext context)
    {
        authenticator.RequireOperator(context);
        string? asked = context.Request.Query["status"];
        ProcessStatus? status = null;
        if (asked is not (null or "all" or "parked"))
        {
            status = Enum.TryParse(asked, ignoreCase: true, out ProcessStatus found) && Enum.IsDefined(found) && !char.IsAsciiDigit(asked[0])
                ? found
                : throw Bad($"A status is one of {string.Join(", ", Enum.GetNames<ProcessStatus>().Select(n => n.ToLowerInvariant()))}, parked, all.", "query: status");
        }

        string? process = QueryWord.Of(context.Request, "process", await tools.Catalogue.NamesAsync(context.RequestAborted));
        PageQuery page = PageQuery.Read(context.Request, 'p');
        List<ProcessRow> rows = await tools.Store.Reader.ProcessesAsync(
            process, status, asked == "parked", page.Before, page.Limit, context.RequestAborted);
        foreach (ProcessRow row in rows)
        {
            await tools.Catalogue.FindAsync(row.Definition, context.RequestAborted);
        }

        string? next = rows.Count == page.Limit ? PublicId.Process(rows[^1].Id) : null;
        Dictionary<long, KeptDefinition> known = tools.Catalogue.Known.ToDictionary(d => d.Id);
        await JsonPage.WriteAsync(context, "instances", rows, next, (writer, row) =>
        {
            writer.WriteStartObject();
            ProcessJson.WriteHead(writer, row, known.GetValueOrDefault(row.Definition));
            writer.WriteEndObject();
        });
    }

    /// <summary>Answers with one instance: where it stands, what became of its tasks; to who may see content also input, context and output.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Caller caller = authenticator.RequireOperator(context);
        ProcessInstanceView found = await FindAsync(context);
        bool content = disclosure.PermitProcess(caller) is not null;
        if (content)
        {
            await consultations.RecordAsync(context, caller, null, $"{PublicId.Process(found.Row.Id)} {found.Row.Changed}", "process");
        }

        await JsonResponse.WriteAsync(context, 200, (found, content), static (writer, state) => ProcessJson.Write(writer, state.found, state.content));
    }

    /// <summary>Answers with the definition drawn as SVG, the tasks that the instance ran marked.</summary>
    public async Task DrawAsync(HttpContext context)
    {
        authenticator.RequireOperator(context);
        ProcessInstanceView found = await FindAsync(context);
        KeptDefinition definition = found.Definition ?? throw NotFound("Its definition cannot be read any more.", "address: id");
        string[] path = [.. (found.State?.History ?? []).Where(h => h.What == "started").Select(h => h.Task)];
        context.Response.ContentType = "image/svg+xml";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        await context.Response.WriteAsync(ProcessDrawing.ToSvg(definition.Definition, path), Encoding.UTF8, context.RequestAborted);
    }

    /// <summary>Ends it: <c>{"undo": true}</c> has the steps done so far undone first.</summary>
    public async Task CancelAsync(HttpContext context)
    {
        Caller caller = authenticator.RequireOperator(context);
        JsonRequest request = await JsonRequest.ReadAsync(context, "undo");
        bool undo = request.Flag("undo");
        await ActAsync(context, caller, undo ? "cancelled, undoing" : "cancelled", _ => new Arrival.Happened(at => new ProcessCancelled(undo, at)));
    }

    /// <summary>Holds it back: what comes in is taken, no further task begins.</summary>
    public async Task SuspendAsync(HttpContext context)
    {
        Caller caller = authenticator.RequireOperator(context);
        await ActAsync(context, caller, "suspended", _ => new Arrival.Happened(at => new ProcessSuspended(at)));
    }

    /// <summary>Lets it go on: one that was suspended, or one that was put aside because its step failed.</summary>
    public async Task ResumeAsync(HttpContext context)
    {
        Caller caller = authenticator.RequireOperator(context);
        await ActAsync(context, caller, "resumed", found => found.Row.Parked is not null ? new Arrival.Retry() : new Arrival.Happened(at => new ProcessResumed(at)));
    }

    /// <summary>Moves it to another version (<c>{"version": "2.0.0"}</c>), or with <c>"preview": true</c> says whether that can be.</summary>
    public async Task MoveAsync(HttpContext context)
    {
        Caller caller = authenticator.RequireOperator(context);
        JsonRequest request = await JsonRequest.ReadAsync(context, "version", "preview");
        string version = request.Required("version", MostKey);
        ProcessInstanceView found = await FindAsync(context);
        await tools.Catalogue.RefreshAsync(context.RequestAborted);
        KeptDefinition to = tools.Catalogue.Find(found.Row.Name, version) ?? throw NotFound($"The workspace has no version {version} of '{found.Row.Name}'{Others(found.Row.Name)}.", "body: version");
        IReadOnlyList<Issue> faults = view.CheckMove(found, to);
        if (request.Flag("preview"))
        {
            await JsonResponse.WriteAsync(context, 200, (found, to, faults), static (writer, s) => ProcessJson.WritePlan(writer, s.found, s.to, s.faults));
            return;
        }

        if (faults.Count > 0)
        {
            throw new ProblemException(new Problem(409, ProcessIssues.CannotMove, faults[0].Message, "body: version") { Issues = faults });
        }

        await ActAsync(context, caller, $"moved to {to.Definition.Name.Version}", _ => new Arrival.Move(to));
    }

    /// <summary>Takes a CloudEvent (<c>application/cloudevents+json</c>) for the instances that wait for it, now or within the time that events are kept.</summary>
    public async Task PublishAsync(HttpContext context)
    {
        authenticator.RequireOperator(context);
        JqValue received = await ReadAsync(context) ?? throw Bad("There is no event in the body.", "body");
        if (!CloudEventForm.IsSound(received, out string fault))
        {
            throw Bad(fault, "body");
        }

        await runner.PublishAsync(received, [], null, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    // What there is instead: the versions of a process, or all processes.
    private string Others(string name)
    {
        KeptDefinition[] versions = [.. tools.Catalogue.Current.Where(d => d.Name == name)];
        IEnumerable<string> others = versions.Length > 0
            ? versions.Select(v => v.Definition.Name.Version).Order(SemanticVersions.Order)
            : tools.Catalogue.Latest.Select(d => d.Name).Order(StringComparer.Ordinal).Take(MostNamed);
        return others.Any() ? $"; there {(versions.Length == 1 ? "is" : "are")} {string.Join(", ", others)}" : "";
    }

    private static ProblemException NotFound(string why, string place) => new(new Problem(404, ServerIssues.NotFound, why, place));

    private static ProblemException Bad(string why, string place) => new(new Problem(400, ServerIssues.BadRequest, why, place));

    private static async Task<JqValue?> ReadAsync(HttpContext context)
    {
        byte[] body = await RequestBody.ReadAsync(context, MostBody);
        return body.Length == 0 ? null
            : JqValue.TryParse(body, out JqValue? value, out string? fault) ? value
            : throw Bad($"The body is no JSON: {fault}", "body");
    }

    // That it was done is in the ledger with the step that took it; what comes to nothing is not.
    private async Task ActAsync(HttpContext context, Caller caller, string what, Func<ProcessInstanceView, Arrival> act)
    {
        ProcessInstanceView found = await FindAsync(context);
        LedgerEntry entry = ProcessEntries.Act(tools, caller, found.Definition, found.Row.Name, found.Row.Id, what, ConsultationLog.GivenReason(context));
        Arrival arrival = act(found) with { Entry = entry };
        if (!await runner.PostAsync(found.Row.Id, done => arrival with { Done = done }, context.RequestAborted))
        {
            throw new ProblemException(new Problem(409, ServerIssues.WrongState, $"The instance is {ProcessJson.StatusOf(found.Row)}.", "address: id"));
        }

        await AnswerAsync(context, found.Row.Id, StatusCodes.Status200OK);
    }

    private async Task AnswerAsync(HttpContext context, long id, int status)
    {
        ProcessInstanceView? found = await view.FindAsync(id, context.RequestAborted);
        await JsonResponse.WriteAsync(context, status, found!, static (writer, state) => ProcessJson.Write(writer, state, content: false));
    }

    private async Task<ProcessInstanceView> FindAsync(HttpContext context)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        return PublicId.TryParse('p', id, out long key) && await view.FindAsync(key, context.RequestAborted) is { } found
            ? found
            : throw NotFound($"There is no instance '{id}'.", "address: id");
    }
}
