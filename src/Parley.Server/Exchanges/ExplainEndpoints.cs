using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Dictionary;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>
/// <c>POST /v1/explain</c>: what would a recipient see of an exchange, and why not the rest; <c>GET /v1/agreements/{id}/impact</c>: what would change
/// with or without an agreement. Names of attributes and reasons, never values, and of the caller's organisation's own exchanges only.
/// </summary>
internal sealed class ExplainEndpoints(Authenticator authenticator, Store store, WorkspaceHost workspace, Disclosure disclosure, StoredBundles bundles, Impact impact)
{
    private const int UsualDays = 7;
    private const int MostDays = 366;

    /// <summary>Explains.</summary>
    public async Task ExplainAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Explain);
        JsonRequest request = await JsonRequest.ReadAsync(context, "exchange", "to", "purpose", "person", "roles", "reason", "standardFormat");
        string id = request.Required("exchange", 20);
        ExchangeRow? row = PublicId.TryParse('x', id, out long key) ? await store.Reader.ExchangeAsync(key, context.RequestAborted) : null;
        if (row is null || disclosure.PermitView(caller, row.System) is not ContentPermit permit || await bundles.ReadAsync(row, permit, context.RequestAborted) is not { } bundle)
        {
            throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no exchange '{id}' that could be explained to this caller.", "body: exchange"));
        }

        Explanation explanation = disclosure.Explain(Asked(request, row, bundle), bundle);
        await JsonResponse.WriteAsync(context, 200, explanation, ExplanationJson.Write);
    }

    // To a system it is asked as the system's accepts entry asks, unless a purpose or a person is named.
    private SharingRequest Asked(JsonRequest request, ExchangeRow row, Bundle bundle)
    {
        Snapshot snapshot = workspace.Current;
        SystemDefinition source = snapshot.Workspace.Systems[row.System];
        string to = request.Required("to", 100);
        SystemDefinition? system = snapshot.Workspace.Systems.GetValueOrDefault(to);
        (string? purpose, string? person, string? reason) = (request.Optional("purpose", 100), request.Optional("person", 200), request.Optional("reason", 1000));
        bool standard = request.Flag("standardFormat");
        IReadOnlyList<string> roles = request.Texts("roles", 20, 100);
        Route? route = system is null || purpose is not null || person is not null || bundle.Subject is not Record subject
            ? null
            : snapshot.Routes.For(subject.Type).FirstOrDefault(r => r.Recipient.Id == system.Id && r.Takes(source.Id, subject));
        if (route is not null)
        {
            SharingRequest entry = disclosure.RequestFor(source, row, route);
            return entry with { Reason = reason ?? entry.Reason, StandardFormat = entry.StandardFormat || standard };
        }

        return new SharingRequest
        {
            From = source.Organisation,
            To = system?.Organisation ?? to,
            System = system?.Id,
            Purpose = purpose ?? disclosure.Policy.Rules.LocalPurpose,
            Person = person,
            Roles = roles,
            Reason = reason,
            StandardFormat = standard,
            Day = disclosure.Today,
        };
    }

    /// <summary>Answers what the stored traffic of the last days would have looked like with the agreement in force, and without it.</summary>
    public async Task ImpactAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Explain);
        string id = (string)context.Request.RouteValues["id"]!;
        if (!disclosure.Policy.Agreements.TryGetValue(id, out AgreementStanding? standing)
            || !(caller.IsOperator || disclosure.Policy.IsParty(id, disclosure.OrganisationOf(caller))))
        {
            throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no agreement '{id}' that this caller may see.", "address: id"));
        }

        int days = QueryNumber.Of(context.Request, "days", UsualDays, MostDays);
        ImpactReport report = await impact.MeasureAsync(standing, caller, days, context.RequestAborted);
        await JsonResponse.WriteAsync(context, 200, (id, days, report), static (writer, state) => Write(writer, state.id, state.days, state.report));
    }

    private static void Write(Utf8JsonWriter writer, string id, int days, ImpactReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("agreement"u8, id);
        writer.WriteNumber("days"u8, days);
        writer.WriteNumber("exchanges"u8, report.Exchanges);
        writer.WriteBoolean("complete"u8, report.Complete);
        writer.WriteStartArray("changes"u8);
        foreach (ImpactChange change in report.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("recipient"u8, change.Recipient);
            writer.WriteString("type"u8, change.Type);
            writer.WriteNumber("deliveries"u8, change.Deliveries);
            writer.WriteNumber("onlyWith"u8, change.OnlyWith);
            writer.WriteNumber("onlyWithout"u8, change.OnlyWithout);
            writer.WriteStartArray("attributes"u8);
            foreach (string attribute in change.Attributes)
            {
                writer.WriteStringValue(attribute);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
