using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>Questions about data quality.</summary>
internal sealed partial class StoreReader
{
    private const string FindingColumns = "id, code, kind, task, system, type, record, attribute, other, other_system, exchange, opened, closed, across";

    /// <summary>Findings from new to old; within some systems, and those that are a recipient's task and came to one of them; of one kind or task, open ones unless told otherwise.</summary>
    public Task<List<FindingRow>> FindingsAsync(
        IReadOnlyCollection<string>? within, string? kind, string? task, bool closed, long before, int limit, CancellationToken cancellationToken)
    {
        List<object?> values = [before];
        string mine = within is null ? "" : $" AND ({In("system", within, values)} OR {Received(within, values)})";
        string of = kind is null ? "" : " AND " + In("kind", [kind], values);
        string whose = task is null ? "" : " AND " + In("task", [task], values);
        string open = closed ? "" : " AND closed IS NULL";
        return QueryAsync(
            $"SELECT {FindingColumns} FROM quality_findings WHERE id < $1{open}{mine}{of}{whose} ORDER BY id DESC LIMIT {limit}", ReadFinding, cancellationToken, [.. values]);
    }

    /// <summary>Open findings of which each reader is told something else, new to old: between organisations, and those that are the task of one of some systems as a recipient.</summary>
    public Task<List<FindingRow>> DecidedFindingsAsync(IReadOnlyCollection<string> systems, int limit, CancellationToken cancellationToken)
    {
        List<object?> values = [];
        string across = In("system", systems, values);
        string received = Received(systems, values);
        return QueryAsync($"SELECT {FindingColumns} FROM quality_findings WHERE closed IS NULL AND ((across = 1 AND {across}) OR {received}) ORDER BY id DESC LIMIT {limit}", ReadFinding, cancellationToken, [.. values]);
    }

    /// <summary>How many open findings of each system there are of which code, those between organisations left out.</summary>
    public Task<List<(string System, string Code, string Kind, string Task, long Count)>> OpenFindingsAsync(IReadOnlyCollection<string>? within, CancellationToken cancellationToken)
    {
        List<object?> values = [];
        string mine = within is null ? "" : " AND " + In("system", within, values);
        return QueryAsync(
            $"SELECT system, code, kind, task, COUNT(*) FROM quality_findings WHERE closed IS NULL AND across = 0{mine} GROUP BY system, code, kind, task ORDER BY system, COUNT(*) DESC, code",
            r => (r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt64(4)),
            cancellationToken,
            [.. values]);
    }

    /// <summary>The days since one, new to old; within some systems.</summary>
    public Task<List<QualityDayRow>> QualityDaysAsync(IReadOnlyCollection<string>? within, long since, CancellationToken cancellationToken)
    {
        List<object?> values = [since];
        string mine = within is null ? "" : " AND " + In("system", within, values);
        return QueryAsync(
            $"SELECT day, system, records, sound, incomplete, invalid, unmapped, stale, duplicate, conflict FROM quality_days WHERE day >= $1{mine} ORDER BY day DESC, system",
            r => new QualityDayRow(r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), [.. Enumerable.Range(4, 6).Select(r.GetInt64)]),
            cancellationToken,
            [.. values]);
    }

    /// <summary>The last day on which anything came in from each system; within some systems.</summary>
    public Task<List<(string System, long Day)>> LastQualityDaysAsync(IReadOnlyCollection<string>? within, CancellationToken cancellationToken)
    {
        List<object?> values = [];
        string mine = within is null ? "" : " WHERE " + In("system", within, values);
        return QueryAsync(
            $"SELECT system, MAX(day) FROM quality_days{mine} GROUP BY system ORDER BY system", r => (r.GetString(0), r.GetInt64(1)), cancellationToken, [.. values]);
    }

    /// <summary>Which records have which identifiers, by keyed hash, page by page.</summary>
    public Task<List<(long Id, long Hash, long Record)>> QualityKeysAsync(long after, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT id, hash, record FROM quality_keys WHERE id > $1 ORDER BY id LIMIT {limit}",
        r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)),
        cancellationToken,
        after);

    // What arrived: delivered, or delivered with a reply that is held.
    private static string Received(IReadOnlyCollection<string> recipients, List<object?> values) =>
        $"""
        (task = 'recipient' AND EXISTS (SELECT 1 FROM deliveries d WHERE d.exchange = quality_findings.exchange
          AND d.status IN ({(int)DeliveryStatus.Delivered}, {(int)DeliveryStatus.ReplyHeld}) AND {In("d.recipient", recipients, values)}))
        """;

    private static FindingRow ReadFinding(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Code = r.GetString(1),
        Kind = r.GetString(2),
        Task = r.GetString(3),
        System = r.GetString(4),
        Type = r.GetString(5),
        Record = r.GetInt64(6),
        Attribute = r.GetString(7),
        Other = Long(r, 8),
        OtherSystem = Text(r, 9),
        Exchange = r.GetInt64(10),
        Opened = r.GetInt64(11),
        Closed = Long(r, 12),
        Across = r.GetInt64(13) != 0,
    };
}
