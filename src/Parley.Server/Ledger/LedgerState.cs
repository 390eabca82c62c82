using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>How far sealing is behind; shared by the sealer, intake and the metrics.</summary>
internal sealed class LedgerState(Store store, ServerOptions options) : IGaugeSource
{
    private long _sealed;
    private long _caughtUp = options.Time.GetTimestamp();

    /// <summary>How many entries are sealed.</summary>
    public long Sealed
    {
        get => Volatile.Read(ref _sealed);
        set
        {
            Volatile.Write(ref _sealed, value);
            NoteCaughtUp();
        }
    }

    /// <summary>How many entries are committed and not sealed.</summary>
    public long Unsealed => Math.Max(0, store.LedgerHead - Sealed);

    /// <summary>Whether intake must wait for sealing.</summary>
    public bool IsTooFarBehind => Unsealed > options.Workspace.Installation.Ledger.MostUnsealed;

    /// <summary>Notes the time when there is nothing to seal.</summary>
    public void NoteCaughtUp()
    {
        if (Unsealed == 0)
        {
            Volatile.Write(ref _caughtUp, options.Time.GetTimestamp());
        }
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        long unsealed = Unsealed;
        yield return ("parley_ledger_entries", "Entries of the ledger.", "", store.LedgerHead);
        yield return ("parley_ledger_lag_entries", "Entries that are committed and not sealed yet.", "", unsealed);
        yield return (
            "parley_ledger_lag_seconds",
            "Seconds since all entries were sealed; 0 when they are.",
            "",
            unsealed == 0 ? 0 : options.Time.GetElapsedTime(Volatile.Read(ref _caughtUp)).TotalSeconds);
    }
}
