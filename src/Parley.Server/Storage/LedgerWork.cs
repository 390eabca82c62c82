using Parley.Engine.Evidence;

namespace Parley.Server.Storage;

/// <summary>A use of data that changes nothing else: a consultation, a refusal.</summary>
internal sealed class LedgerWork(LedgerEntry entry) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state) => state.AddEntry(entry);
}
