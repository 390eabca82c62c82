using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Agreements;

/// <summary>
/// <c>POST /v1/emergencies</c>: risk to life. A named person lets one matter go to one organisation without an agreement for a while; marking and the
/// records' own restrictions hold. It is written large: ledger, log, metric, and a task for the owner to review it.
/// </summary>
internal sealed class EmergencyEndpoints(
    Authenticator authenticator, EmergencyTable table, WorkspaceHost workspace, Store store, ServerOptions options, ILogger<EmergencyEndpoints> log)
{
    private const double MostHours = 24;
    private const int MostText = 1000;

    /// <summary>Declares one.</summary>
    public async Task DeclareAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.ShareInEmergency);
        JsonRequest request = await JsonRequest.ReadAsync(context, "exchange", "reference", "to", "person", "reason", "purpose", "hours");
        EmergencyRow row = await RowAsync(context, caller, request);
        ExchangeRow source = await SourceAsync(row, context);
        await store.WriteAsync(new EmergencyWork(row, source, EntryOf(row, caller), ReviewOf(row, source), table), context.RequestAborted);
        Meters.Emergencies.Add(1);
        Log.EmergencyDeclared(log, PublicId.Emergency(row.Id), row.From, row.To, Clock.Moment(row.Until), row.Person);
        await JsonResponse.WriteAsync(context, StatusCodes.Status201Created, row, static (writer, e) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, PublicId.Emergency(e.Id));
            writer.WriteString("from"u8, e.From);
            writer.WriteString("to"u8, e.To);
            writer.WriteString("exchange"u8, PublicId.Exchange(e.Exchange));
            writer.WriteString("until"u8, Clock.Moment(e.Until));
            writer.WriteEndObject();
        });
    }

    private async Task<EmergencyRow> RowAsync(HttpContext context, Caller caller, JsonRequest request)
    {
        LoadedWorkspace loaded = workspace.Current.Workspace;
        string person = Answerable(caller, request);
        string to = request.Required("to", 100);
        SystemDefinition? system = loaded.Systems.GetValueOrDefault(to);
        if (system is null && !loaded.Organisations.ContainsKey(to))
        {
            throw Bad($"There is no organisation or system '{to}'.");
        }

        string purpose = request.Optional("purpose", 100) ?? "emergency-response";
        if (!loaded.Sharing.Purposes.ContainsKey(purpose))
        {
            throw Bad($"There is no purpose '{purpose}'.");
        }

        string? reference = request.Optional("reference", 200);
        ExchangeRow exchange = await FindAsync(context, caller, request.Optional("exchange", 20), reference);
        long now = Clock.Microseconds(options.Time);
        double hours = request.Number("hours", 0.1, MostHours, MostHours);
        return new EmergencyRow
        {
            Id = store.Ids.Next(),
            From = loaded.Systems[exchange.System].Organisation,
            To = system?.Organisation ?? to,
            ToSystem = system?.Id,
            Exchange = exchange.Correlation,
            ReferenceHash = reference is null ? null : store.Keys.Blind(reference),
            Purpose = purpose,
            Person = person,
            Actor = caller.Actor,
            Reason = request.Required("reason", MostText),
            Declared = now,
            Until = now + (long)(hours * 3600 * 1_000_000),
        };
    }

    // Who calls answers for it: nobody is put down in another's name, nor believes to have been.
    private static string Answerable(Caller caller, JsonRequest request)
    {
        if (caller.Person is not { } person)
        {
            return request.Required("person", 200);
        }

        return request.Optional("person", 200) is { } named && named != person
            ? throw Bad("'person' is not who calls; leave it out: whoever calls answers for it.")
            : person;
    }

    // The matter must be the caller's organisation's own: nobody opens another's data.
    private async Task<ExchangeRow> FindAsync(HttpContext context, Caller caller, string? id, string? reference)
    {
        string organisation = caller.Organisation ?? workspace.Current.Workspace.Installation.Organisation;
        string[] systems = [.. workspace.Current.Workspace.Systems.Values.Where(s => s.Organisation == organisation).Select(s => s.Id)];
        ExchangeRow? row = (id, reference) switch
        {
            (string, _) when PublicId.TryParse('x', id, out long key) => await store.Reader.ExchangeAsync(key, context.RequestAborted),
            (null, string) => (await store.Reader.ExchangesAsync(
                new ExchangeFilter(null, null, null, reference, long.MaxValue, 1) { Within = systems }, context.RequestAborted)).FirstOrDefault(),
            (null, null) => throw Bad("The body needs 'exchange', or 'reference' of the subject."),
            _ => null,
        };
        return row is not null && systems.Contains(row.System, StringComparer.Ordinal)
            ? row
            : throw new ProblemException(new Problem(404, ServerIssues.NotFound, "There is no such exchange that this caller may see.", "body: exchange"));
    }

    private Task<ExchangeRow> SourceAsync(EmergencyRow row, HttpContext context) =>
        store.Reader.KnownExchangeAsync(row.Exchange, context.RequestAborted);

    private static LedgerEntry EntryOf(EmergencyRow row, Caller caller) => new()
    {
        Action = LedgerAction.Authority,
        At = row.Declared,
        Actor = caller.Actor,
        OnBehalfOf = caller.OnBehalfOf ?? (caller.Person is null ? $"person:{row.Person}" : null),
        Organisation = row.From,
        Recipient = row.To,
        RecipientSystem = row.ToSystem,
        Purpose = row.Purpose,
        Reason = row.Reason,
        Agreements = [$"emergency:{PublicId.Emergency(row.Id)}"],
        Exchange = PublicId.Exchange(row.Exchange),
        Outcome = SharingIssues.EmergencyReview.Code,
    };

    private ExceptionRow ReviewOf(EmergencyRow row, ExchangeRow exchange) => new()
    {
        Id = store.Ids.Next(),
        Exchange = exchange.Id,
        Opened = row.Declared,
        Severity = "error",
        Source = exchange.System,
        Owner = exchange.System,
        Organisation = row.From,
        Code = SharingIssues.EmergencyReview.Code,
        What = SharingIssues.EmergencyReview.Title,
        Why = $"{row.Person} let {row.To} have it without an agreement until {Clock.Moment(row.Until):yyyy-MM-dd HH:mm}Z, because \"{row.Reason}\". "
            + $"For {workspace.Current.Workspace.Organisations.GetValueOrDefault(row.From)?.Contact}.",
        Remedy = SharingIssues.EmergencyReview.Remedy,
    };

    private static ProblemException Bad(string why) => new(new Problem(400, ServerIssues.BadRequest, why, "body"));
}
