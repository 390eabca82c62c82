using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Access;

/// <summary>Puts into the ledger who signed in, who tried to, and whose power changed.</summary>
internal sealed class AccessLedger(Store store, WorkspaceHost workspace, ServerOptions options)
{
    /// <summary>Does work and records it, in one transaction.</summary>
    public Task WriteAsync(StoreWork work, string actor, string? organisation, string outcome, CancellationToken cancellationToken) =>
        store.WriteAsync(new RecordedWork(work, Entry(actor, organisation, outcome, Clock.Microseconds(options.Time))), cancellationToken);

    /// <summary>Records what changes nothing else.</summary>
    public Task WriteAsync(string actor, string? organisation, string outcome, CancellationToken cancellationToken) =>
        store.WriteAsync(new LedgerWork(Entry(actor, organisation, outcome, Clock.Microseconds(options.Time))), cancellationToken);

    /// <summary>Records what commands did beside the server, each once.</summary>
    public async Task TakeNotesAsync(CancellationToken cancellationToken)
    {
        foreach ((long id, long at, string actor, string outcome) in await store.Reader.AuthorityNotesAsync(cancellationToken))
        {
            await store.WriteAsync(new RecordedWork(new StatementWork(Statements.MarkNote, id), Entry(actor, null, outcome, at)), cancellationToken);
        }
    }

    private LedgerEntry Entry(string actor, string? organisation, string outcome, long at) => new()
    {
        Action = LedgerAction.Authority,
        At = at,
        Actor = actor,
        Organisation = organisation ?? workspace.Current.Workspace.Installation.Organisation,
        Outcome = outcome,
    };
}
