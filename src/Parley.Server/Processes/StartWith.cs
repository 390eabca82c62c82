using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>What is to be written in the transaction that starts an instance.</summary>
internal sealed record StartWith
{
    /// <summary>The exchanges that the input was made of.</summary>
    public IReadOnlyCollection<long> Exchanges { get; init; } = [];

    /// <summary>The instance that is run again; null for none.</summary>
    public long? ReplayOf { get; init; }

    /// <summary>What is taken from its record; null for nothing.</summary>
    public KeptEffects? Kept { get; init; }

    /// <summary>Makes, of the instance's key, what the ledger is to say; null for nothing.</summary>
    public Func<long, LedgerEntry>? Entry { get; init; }

    /// <summary>Statements of the caller's own; null for none.</summary>
    public Action<StoreSession>? Statements { get; init; }
}
