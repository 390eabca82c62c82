using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>How far the repository is behind; shared by the projector, the answers and the metrics.</summary>
internal sealed class RepositoryState(Store store, RecordTable records, ServerOptions options) : IGaugeSource
{
    private volatile TaskCompletionSource _changed = New();
    private long _cursor;
    private long _caughtUp = options.Time.GetTimestamp();

    /// <summary>How many entries of the ledger have been taken in.</summary>
    public long Cursor
    {
        get => Volatile.Read(ref _cursor);
        set
        {
            Volatile.Write(ref _cursor, value);
            NoteCaughtUp();
        }
    }

    /// <summary>The newest row of all records' versions.</summary>
    public long LastRow { get; private set; }

    /// <summary>Ends when a newer row is durable; to be taken before looking at what there is.</summary>
    public Task Changed => _changed.Task;

    /// <summary>Tells who waits that rows up to this one are durable.</summary>
    public void NoteRows(long last)
    {
        LastRow = last;
        Interlocked.Exchange(ref _changed, New()).TrySetResult();
    }

    /// <summary>Notes the time when nothing is left to take in.</summary>
    public void NoteCaughtUp()
    {
        if (Behind == 0)
        {
            Volatile.Write(ref _caughtUp, options.Time.GetTimestamp());
        }
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        long behind = Behind;
        yield return ("parley_repository_records", "Records of the common repository.", "", records.Count);
        yield return ("parley_repository_lag_entries", "Entries of the ledger that the repository has not taken in yet.", "", behind);
        yield return (
            "parley_repository_lag_seconds",
            "Seconds since the repository had taken in all of the ledger; 0 when it has.",
            "",
            behind == 0 ? 0 : options.Time.GetElapsedTime(Volatile.Read(ref _caughtUp)).TotalSeconds);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long Behind => Math.Max(0, store.LedgerHead - Cursor);
}
