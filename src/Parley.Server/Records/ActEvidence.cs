using Parley.Engine.Dictionary;
using Parley.Engine.Evidence;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>What the ledger is to say with an act: whom it concerns, and of deliveries it stops what is not known.</summary>
internal sealed class ActEvidence(StoredBundles bundles, LedgerIdentity ledger, UnknownOutcomes unknown)
{
    /// <summary>The subjects of an exchange, each once: those of its message, as far as it is kept, and all that any recipient was shown.</summary>
    public async Task<IReadOnlyList<ulong>> SubjectsAsync(ExchangeRow row, IEnumerable<DeliveryRow> deliveries, CancellationToken cancellationToken)
    {
        List<ulong> subjects = [];
        if (await bundles.ReadAsync(row, Disclosure.PermitTranslation(), cancellationToken) is Bundle bundle)
        {
            subjects.AddRange(ledger.Subjects.Of(row.System, bundle));
        }
        else if (row is { SubjectType: string type, Reference: string reference })
        {
            subjects.Add(ledger.Subjects.Hash(row.System, type, reference));
        }

        subjects.AddRange(deliveries.SelectMany(d => SubjectHasher.Unpack(d.Subjects)));
        return [.. subjects.Distinct()];
    }

    /// <summary>Whether a recipient has what was sent to it, or may have.</summary>
    public bool MayHave(DeliveryRow row) => NoticeWriter.MayHave(row) || (row.Status == DeliveryStatus.Pending && unknown.MayHaveLeft(row));

    /// <summary>The entries of deliveries that are stopped although they may have been sent.</summary>
    public async Task<List<LedgerEntry>> UnknownAsync(IEnumerable<DeliveryRow> stopped, CancellationToken cancellationToken)
    {
        List<LedgerEntry> entries = [];
        foreach (DeliveryRow row in stopped)
        {
            if (await unknown.EntryAsync(row, cancellationToken) is LedgerEntry entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }
}
