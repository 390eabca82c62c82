using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Retrieval;

/// <summary>Entries of the ledger that belong together.</summary>
internal sealed class EntriesWork(IReadOnlyList<LedgerEntry> entries) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (LedgerEntry entry in entries)
        {
            state.AddEntry(entry);
        }
    }
}
