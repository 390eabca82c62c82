using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Subscriptions;

/// <summary><c>/v1/subscriptions</c>: systems that are told of changes by web hook.</summary>
internal sealed class SubscriptionEndpoints(
    SubscriptionAccess access, SubscriptionPump pump, WebhookClient client, Store store, EventIds ids, WorkspaceHost workspace, ConsultationLog consultations,
    ServerOptions options)
{
    private const int MostOfASystem = 20;
    private const int MostUrl = 2000;
    private const int MostBatch = 100;

    /// <summary>Makes a subscription: <c>{"url", "system", "types", "systems", "purpose", "batch", "after"}</c>.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        Caller caller = access.Require(context);
        JsonRequest body = await JsonRequest.ReadAsync(context, "url", "system", "types", "systems", "purpose", "batch", "after");
        SystemDefinition system = access.RequireSystem(caller, body.Optional("system", 100));
        SubscriptionRow row = await ReadAsync(body, caller, system, context.RequestAborted);
        row = row with { Rate = await AgreeAsync(row.Url, "body: url", context.RequestAborted) };
        await consultations.RecordAsync(context, caller, null, PublicId.Subscription(row.Id), "subscription");
        await store.WriteAsync(
            new StatementWork(
                Statements.InsertSubscription,
                row.Id, row.System, row.Url, row.Types, row.Systems, row.Purpose, row.Actor, (long)row.State, row.Batch, row.Rate, row.After, row.Made),
            context.RequestAborted);
        pump.Start(row);
        context.Response.Headers.Location = $"/v1/subscriptions/{PublicId.Subscription(row.Id)}";
        await JsonResponse.WriteAsync(context, StatusCodes.Status201Created, row, Write);
    }

    /// <summary>Answers with a page of subscriptions, new to old.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Caller caller = access.Require(context);
        PageQuery page = PageQuery.Read(context.Request, 's');
        List<SubscriptionRow> rows = await store.Reader.SubscriptionsAsync(access.SystemsOf(caller), page.Before, page.Limit, context.RequestAborted);
        await JsonPage.WriteAsync(context, "subscriptions", rows, rows.Count == page.Limit ? PublicId.Subscription(rows[^1].Id) : null, Write);
    }

    /// <summary>Answers with one subscription.</summary>
    public async Task GetAsync(HttpContext context) => await JsonResponse.WriteAsync(context, 200, await access.FindAsync(context), Write);

    /// <summary>Ends one.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        SubscriptionRow row = await access.FindAsync(context);
        await pump.EndAsync(row.Id);
        await store.WriteAsync(new StatementWork(Statements.DropSubscription, row.Id), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Pauses one: its place is kept.</summary>
    public async Task PauseAsync(HttpContext context)
    {
        SubscriptionRow row = await access.FindAsync(context);
        await pump.EndAsync(row.Id);
        row = await store.Reader.SubscriptionAsync(row.Id, context.RequestAborted) ?? row;
        await SetAsync(context, row with { State = SubscriptionState.Paused });
    }

    /// <summary>Takes one up again where it stopped, or after the event named in <c>after</c>.</summary>
    public async Task ResumeAsync(HttpContext context)
    {
        SubscriptionRow row = await access.FindAsync(context);
        string? after = context.Request.Query["after"];
        long? from = after is null ? null : await RowOfAsync(after, "query: after", context.RequestAborted);
        SystemDefinition system = workspace.Current.Workspace.Systems.GetValueOrDefault(row.System) ?? throw NotAPlace("address: id");
        _ = WebhookPlaces.Permit(system, new Uri(row.Url)) ? true : throw NotAPlace("address: id");
        int? rate = await AgreeAsync(row.Url, "address: id", context.RequestAborted);
        await pump.EndAsync(row.Id);
        row = await store.Reader.SubscriptionAsync(row.Id, context.RequestAborted) ?? row;
        row = row with { State = SubscriptionState.Active, After = from ?? row.After, Rate = rate, Failures = 0, FailingSince = null, Error = null };
        await SetAsync(context, row);
        pump.Start(row);
    }

    private static ProblemException NotAPlace(string place) =>
        new(new Problem(422, SubscriptionIssues.NotAPlace, "It is neither among the system's webhooks nor on a server that the system is delivered to.", place));

    private static ProblemException Bad(string why, string place) => new(new Problem(400, ServerIssues.BadRequest, why, place));

    private async Task<long> RowOfAsync(string text, string place, CancellationToken cancellationToken) =>
        await ids.FindAsync(text, cancellationToken) ?? throw Bad(EventIds.Unknown(text), place);

    private void Write(Utf8JsonWriter writer, SubscriptionRow row) => SubscriptionJson.Write(writer, row, ids);

    private async Task<SubscriptionRow> ReadAsync(JsonRequest body, Caller caller, SystemDefinition system, CancellationToken cancellationToken)
    {
        LoadedWorkspace loaded = workspace.Current.Workspace;
        string url = body.Required("url", MostUrl);
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || !WebhookPlaces.Permit(system, address))
        {
            throw NotAPlace("body: url");
        }

        IReadOnlyList<string> types = body.Texts("types", 50, 100);
        IReadOnlyList<string> systems = body.Texts("systems", 50, 100);
        string? purpose = body.Optional("purpose", 100);
        if (purpose is not null && !loaded.Sharing.Purposes.ContainsKey(purpose))
        {
            throw Bad(KnownWords.Unknown("purpose", purpose, loaded.Sharing.Purposes.Keys), "body: purpose");
        }

        access.RequireKnown(system, purpose, types, systems);

        if ((await store.Reader.SubscriptionsAsync([system.Id], long.MaxValue, MostOfASystem, cancellationToken)).Count == MostOfASystem)
        {
            throw new ProblemException(new Problem(409, SubscriptionIssues.TooMany, $"It has {MostOfASystem}.", "body: system"));
        }

        long now = Clock.Microseconds(options.Time);
        return new SubscriptionRow
        {
            Id = store.Ids.Next(),
            System = system.Id,
            Url = address.AbsoluteUri,
            Types = string.Join(' ', types),
            Systems = string.Join(' ', systems),
            Purpose = purpose,
            Actor = caller.OnBehalfOf ?? caller.Actor,
            Batch = (int)body.Number("batch", 1, MostBatch, 1),
            After = body.Optional("after", 20) is string after ? await RowOfAsync(after, "body: after", cancellationToken) : await store.Reader.LastRecordVersionAsync(cancellationToken),
            Made = now,
            Changed = now,
        };
    }

    private async Task<int?> AgreeAsync(string url, string place, CancellationToken cancellationToken)
    {
        (string? refusal, int? rate) = await client.AskAsync(new Uri(url), cancellationToken);
        return refusal is null ? rate : throw new ProblemException(new Problem(422, SubscriptionIssues.NotAgreed, refusal, place));
    }

    private async Task SetAsync(HttpContext context, SubscriptionRow row)
    {
        await store.WriteAsync(
            new StatementWork(Statements.SetSubscription, row.Id, (long)row.State, row.After, row.Rate, Clock.Microseconds(options.Time)), context.RequestAborted);
        await JsonResponse.WriteAsync(context, 200, row, Write);
    }
}
