using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Retrieval;

/// <summary>Records who had which systems asked, for what purpose and why, and who was shown whom.</summary>
internal sealed class RetrievalLedger(Store store, SearchConsultation consultations, ServerOptions options)
{
    /// <summary>Records that systems are asked, and waits until it is durable.</summary>
    public async Task AskedAsync(Asker asker, IReadOnlyList<SystemDefinition> systems, CancellationToken cancellationToken)
    {
        if (systems.Count > 0)
        {
            await store.WriteAsync(new EntriesWork([.. systems.Select(s => Entry(asker, "asked", []) with { Recipient = s.Organisation, RecipientSystem = s.Id })]), cancellationToken);
        }
    }

    /// <summary>Records that records were given to an asker, and waits until it is durable.</summary>
    public async Task ShownAsync(Asker asker, IReadOnlyList<FoundRecord> found, CancellationToken cancellationToken) =>
        await store.WriteAsync(new EntriesWork([Entry(asker, "search-live", consultations.SubjectsOf(found))]), cancellationToken);

    private LedgerEntry Entry(Asker asker, string outcome, IReadOnlyList<ulong> subjects) => new()
    {
        Action = LedgerAction.Consultation,
        At = Clock.Microseconds(options.Time),
        Actor = asker.Caller.Actor,
        OnBehalfOf = asker.Caller.OnBehalfOf,
        Organisation = asker.Caller.Organisation ?? options.Workspace.Installation.Organisation,
        Purpose = asker.Purpose,
        Reason = asker.Reason,
        Subjects = subjects,
        Outcome = outcome,
    };
}
