using System.Data.Common;
using Parley.Engine.Processes;

namespace Parley.Server.Storage;

/// <summary>Questions about processes.</summary>
internal sealed partial class StoreReader
{
    private const string ProcessColumns = "id, definition, name, status, pending, started, changed, parent, parent_key, parked, key_no, erased, erased_why, replay_of";

    /// <summary>The number of a definition; null when it is not kept.</summary>
    public async Task<long?> ProcessDefinitionAsync(string hash, CancellationToken cancellationToken) =>
        await QueryAsync("SELECT id FROM process_definitions WHERE hash = $1", r => r.GetInt64(0), cancellationToken, hash) is [long id] ? id : null;

    /// <summary>A definition by its number; null when it is not kept.</summary>
    public async Task<ProcessDefinitionRow?> ProcessDefinitionAsync(long id, CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT id, path, text, hash FROM process_definitions WHERE id = $1",
        r => new ProcessDefinitionRow(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3)),
        cancellationToken,
        id)).FirstOrDefault();

    /// <summary>The names of all processes that instances have run on.</summary>
    public Task<List<string>> ProcessNamesAsync(CancellationToken cancellationToken) =>
        QueryAsync("SELECT DISTINCT name FROM process_definitions", r => r.GetString(0), cancellationToken);

    /// <summary>The definitions on which instances wait for events.</summary>
    public Task<List<long>> ListeningDefinitionsAsync(CancellationToken cancellationToken) =>
        QueryAsync("SELECT DISTINCT definition FROM process_listens", r => r.GetInt64(0), cancellationToken);

    /// <summary>Instances with their content, in no order, as far as they are there.</summary>
    public Task<List<ProcessRow>> ProcessesAsync(IReadOnlyCollection<long> ids, ContentPermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permit);
        List<object?> values = [];
        return QueryAsync(
            $"SELECT {ProcessColumns}, sealed FROM processes WHERE " + In("id", ids, values),
            r => ReadProcess(r) with { Content = keys.Open(SealedPlace.Process, Bytes(r, 14)) },
            cancellationToken,
            [.. values]);
    }

    /// <summary>One instance without its content; null when there is none.</summary>
    public async Task<ProcessRow?> ProcessAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {ProcessColumns} FROM processes WHERE id = $1", ReadProcess, cancellationToken, id)).FirstOrDefault();

    /// <summary>The instances of which something is still to be carried out, page by page.</summary>
    public Task<List<long>> PendingProcessesAsync(long after, int limit, CancellationToken cancellationToken) => QueryAsync(
        "SELECT id FROM processes WHERE pending > 0 AND id > $1 ORDER BY id LIMIT $2", r => r.GetInt64(0), cancellationToken, after, (long)limit);

    /// <summary>A page of instances without their content, new to old.</summary>
    /// <param name="name">Only of this process; null for all.</param>
    /// <param name="status">Only of this status; null for all.</param>
    /// <param name="parked">Only those that were put aside.</param>
    /// <param name="before">The key that the page ends before.</param>
    /// <param name="limit">The most rows.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<List<ProcessRow>> ProcessesAsync(
        string? name, ProcessStatus? status, bool parked, long before, int limit, CancellationToken cancellationToken)
    {
        Conditions where = new Conditions().And($"id < {before}").AndIs("name", name).AndIs("status", (int?)status);
        if (parked)
        {
            where.AndAlso("parked IS NOT NULL");
        }

        return QueryAsync($"SELECT {ProcessColumns} FROM processes WHERE {where} ORDER BY id DESC LIMIT {limit}", ReadProcess, cancellationToken, where.Values);
    }

    /// <summary>Timers in the order in which they are due.</summary>
    public Task<List<ProcessTimerRow>> ProcessTimersAsync(long afterDue, long afterId, long until, int limit, CancellationToken cancellationToken) => QueryAsync(
        """
        SELECT id, due, process, key FROM process_timers WHERE due >= $1 AND due <= $2 AND (due > $1 OR id > $3) ORDER BY due, id LIMIT $4
        """,
        r => new ProcessTimerRow(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3)),
        cancellationToken,
        afterDue, until, afterId, (long)limit);

    /// <summary>The instances that wait for events of channels, page by page.</summary>
    public Task<List<long>> ListenersAsync(IReadOnlyCollection<long> channels, long upTo, long after, int limit, CancellationToken cancellationToken)
    {
        List<object?> values = [upTo, after, (long)limit];
        return QueryAsync(
            "SELECT DISTINCT process FROM process_listens WHERE since <= $1 AND process > $2 AND " + In("channel", channels, values) + " ORDER BY process LIMIT $3",
            r => r.GetInt64(0),
            cancellationToken,
            [.. values]);
    }

    /// <summary>Who waits, in the order in which they began to.</summary>
    public Task<List<ProcessListenRow>> ListensAfterAsync(long after, int limit, CancellationToken cancellationToken) => QueryAsync(
        "SELECT id, channel, process, definition, since FROM process_listens WHERE id > $1 ORDER BY id LIMIT $2",
        r => new ProcessListenRow(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4)),
        cancellationToken,
        after, (long)limit);

    /// <summary>The keys of the events of a channel from one on.</summary>
    public Task<List<long>> EventsOfChannelAsync(long channel, long from, int limit, CancellationToken cancellationToken) => QueryAsync(
        "SELECT event FROM process_event_channels WHERE channel = $1 AND event >= $2 ORDER BY event LIMIT $3",
        r => r.GetInt64(0),
        cancellationToken,
        channel, from, (long)limit);

    /// <summary>The events from one on, page by page.</summary>
    public Task<List<long>> ProcessEventsAfterAsync(long after, int limit, CancellationToken cancellationToken) => QueryAsync(
        "SELECT id FROM process_events WHERE id > $1 ORDER BY id LIMIT $2", r => r.GetInt64(0), cancellationToken, after, (long)limit);

    /// <summary>An event's content; null when it is no longer kept.</summary>
    public async Task<byte[]?> ProcessEventAsync(long id, ContentPermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return (await QueryAsync(
            "SELECT sealed FROM process_events WHERE id = $1", r => keys.Open(SealedPlace.ProcessEvent, Bytes(r, 0)), cancellationToken, id)).FirstOrDefault();
    }

    /// <summary>The number of the key that an event is sealed under; null when it is no longer kept.</summary>
    public async Task<long?> ProcessEventKeyAsync(long id, CancellationToken cancellationToken) =>
        await QueryAsync("SELECT key_no FROM process_events WHERE id = $1", r => r.GetInt64(0), cancellationToken, id) is [long key] ? key : null;

    /// <summary>The exchanges that an event or an instance was made of.</summary>
    public Task<List<long>> ProcessExchangesAsync(long holder, CancellationToken cancellationToken) =>
        QueryAsync("SELECT exchange FROM process_exchanges WHERE holder = $1 ORDER BY exchange", r => r.GetInt64(0), cancellationToken, holder);

    /// <summary>Instances and events that took something from an exchange that has been erased, each with one such exchange, page by page.</summary>
    public Task<List<(long Holder, bool IsEvent, long Exchange)>> ErasedHoldersAsync(long after, int limit, CancellationToken cancellationToken) => QueryAsync(
        """
        SELECT holder, is_event, MIN(exchange) FROM process_exchanges WHERE erased = 1 AND holder > $1 GROUP BY holder, is_event ORDER BY holder LIMIT $2
        """,
        r => (r.GetInt64(0), r.GetInt64(1) != 0, r.GetInt64(2)),
        cancellationToken,
        after, (long)limit);

    /// <summary>Instances that ended before a time, with nothing left to be carried out and their content still there, the longest ended first, page by page.</summary>
    /// <param name="before">They ended before, microseconds since 1970.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="limit">The most rows.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<List<ProcessRow>> EndedProcessesAsync(long before, (long Changed, long Id) after, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"""
        SELECT {ProcessColumns} FROM processes
        WHERE status >= 4 AND erased IS NULL AND changed >= $1 AND changed < $2 AND pending = 0 AND (changed > $1 OR id > $3) ORDER BY changed, id LIMIT $4
        """,
        ReadProcess,
        cancellationToken,
        after.Changed, before, after.Id, (long)limit);

    /// <summary>The tasks for people that an instance gave.</summary>
    public Task<List<(long Id, string Key, long KeyNumber, bool IsOwnKey)>> TasksOfProcessAsync(string instance, CancellationToken cancellationToken) => QueryAsync(
        "SELECT id, origin_key, key_no, exchange FROM tasks WHERE origin = 'process' AND origin_key LIKE $1 ORDER BY id",
        r => (r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.IsDBNull(3)),
        cancellationToken,
        instance + ":%");

    private static ProcessRow ReadProcess(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Definition = r.GetInt64(1),
        Name = r.GetString(2),
        Status = (ProcessStatus)r.GetInt64(3),
        Pending = (int)r.GetInt64(4),
        Started = r.GetInt64(5),
        Changed = r.GetInt64(6),
        Parent = Long(r, 7),
        ParentKey = Text(r, 8),
        Parked = Text(r, 9),
        Key = r.GetInt64(10),
        Erased = Long(r, 11),
        ErasedWhy = Text(r, 12),
        ReplayOf = Long(r, 13),
    };
}
