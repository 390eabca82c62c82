using System.Data.Common;
using System.Globalization;

namespace Parley.Server.Storage;

/// <summary>Questions about what the force owes.</summary>
internal sealed partial class StoreReader
{
    private const string ObligationColumns =
        """
        o.id, o.kind, o.ref, o.name, o.subject, o.organisation, o.task_group, o.since, o.raised, o.days, o.due, o.fault, o.ended, o.ended_how, o.ended_by,
        o.exchange, o.key_no, o.sealed, o.rationale
        """;

    /// <summary>An obligation, or null.</summary>
    public async Task<ObligationRow?> ObligationAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {ObligationColumns} FROM obligations o WHERE o.id = $1", ReadObligation, cancellationToken, id)).FirstOrDefault();

    /// <summary>Obligations from new to old. The filter's person and mine mean nothing here.</summary>
    /// <param name="filter">Which; an unknown due time counts as overdue.</param>
    /// <param name="kind">Only those of a rule or kind; null for all.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public Task<List<ObligationRow>> ObligationsAsync(TaskFilter filter, string? kind, CancellationToken cancellationToken)
    {
        Conditions where = new Conditions().And($"o.id < {filter.Before}").AndIs("o.organisation", filter.Organisation).AndIs("o.kind", kind)
            .AndIn("o.task_group", filter.Groups).AndIs("o.task_group", filter.Group);
        if (filter.Ended is bool ended)
        {
            where.AndAlso(ended ? "o.ended IS NOT NULL" : "o.ended IS NULL");
        }

        if (filter.OverdueAt is long now)
        {
            where.And($"o.ended IS NULL AND (o.due IS NULL OR o.due < {now})");
        }

        return QueryAsync($"SELECT {ObligationColumns} FROM obligations o WHERE {where} ORDER BY o.id DESC LIMIT {filter.Limit}", ReadObligation, cancellationToken, where.Values);
    }

    /// <summary>All of a kind, ended ones among them.</summary>
    public Task<List<ObligationRow>> ObligationsOfKindAsync(string kind, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {ObligationColumns} FROM obligations o WHERE o.kind = $1 ORDER BY o.id", ReadObligation, cancellationToken, kind);

    /// <summary>What is not ended and whose due time is not known although it was given a number of days.</summary>
    public Task<List<ObligationRow>> ObligationsWithoutDueAsync(int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {ObligationColumns} FROM obligations o WHERE o.ended IS NULL AND o.due IS NULL AND o.days IS NOT NULL ORDER BY o.id LIMIT {limit}", ReadObligation, cancellationToken);

    /// <summary>Open notices that are on no list yet: key, exchange, when told, when due.</summary>
    public Task<List<(long Id, long Exchange, long At, long Due)>> NoticesNotOwedAsync(int limit, CancellationToken cancellationToken) => QueryAsync(
        $"""
        SELECT n.id, n.exchange, n.at, n.due FROM notices n WHERE n.confirmed IS NULL
          AND NOT EXISTS (SELECT 1 FROM obligations o WHERE o.kind = 'notice' AND o.ref = n.id AND o.subject IS NULL)
        ORDER BY n.id LIMIT {limit}
        """,
        r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)),
        cancellationToken);

    /// <summary>Open retention reviews that are on no list yet: key, exchange, when they came up.</summary>
    public Task<List<(long Id, long Exchange, long At)>> ReviewsNotOwedAsync(int limit, CancellationToken cancellationToken) => QueryAsync(
        $"""
        SELECT r.id, r.exchange, r.opened FROM reviews r WHERE r.decided IS NULL
          AND NOT EXISTS (SELECT 1 FROM obligations o WHERE o.kind = 'retention-review' AND o.ref = r.id AND o.subject IS NULL)
        ORDER BY r.id LIMIT {limit}
        """,
        r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)),
        cancellationToken);

    /// <summary>Tasks that are due at some time, not done, and on no list yet.</summary>
    public Task<List<TaskRow>> TasksNotOwedAsync(int limit, CancellationToken cancellationToken) => QueryAsync(
        $"""
        SELECT {TaskHeadColumns} FROM tasks t WHERE t.status < 2 AND t.due IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM obligations o WHERE o.kind = 'task' AND o.ref = t.id AND o.subject IS NULL)
        ORDER BY t.id LIMIT {limit}
        """,
        ReadTaskHead,
        cancellationToken);

    /// <summary>What stands on the list although it is done: the obligation, when, by whom, and whether it was done at all.</summary>
    public Task<List<(long Id, long Ended, string By, bool Done)>> OverObligationsAsync(int limit, CancellationToken cancellationToken) => QueryAsync(
        $"""
        SELECT o.id, n.confirmed, n.confirmed_by, 1 FROM obligations o JOIN notices n ON n.id = o.ref
        WHERE o.ended IS NULL AND o.kind = 'notice' AND n.confirmed IS NOT NULL
        UNION ALL
        SELECT o.id, r.decided, r.by_whom, 1 FROM obligations o JOIN reviews r ON r.id = o.ref
        WHERE o.ended IS NULL AND o.kind = 'retention-review' AND r.decided IS NOT NULL
        UNION ALL
        SELECT o.id, t.ended, t.ended_by, CASE WHEN t.status = 2 THEN 1 ELSE 0 END FROM obligations o JOIN tasks t ON t.id = o.ref
        WHERE o.ended IS NULL AND o.kind = 'task' AND t.status > 1
        LIMIT {limit}
        """,
        r => (r.GetInt64(0), r.GetInt64(1), Text(r, 2) ?? "", Convert.ToInt64(r.GetValue(3), CultureInfo.InvariantCulture) == 1),
        cancellationToken);

    /// <summary>Tasks on the list that have gone to another group since.</summary>
    public Task<List<(long Id, string Group, long Due)>> MovedObligationsAsync(int limit, CancellationToken cancellationToken) => QueryAsync(
        $"""
        SELECT o.id, t.task_group, t.due FROM obligations o JOIN tasks t ON t.id = o.ref
        WHERE o.ended IS NULL AND o.kind = 'task' AND t.status < 2 AND o.task_group <> t.task_group LIMIT {limit}
        """,
        r => (r.GetInt64(0), r.GetString(1), r.GetInt64(2)),
        cancellationToken);

    /// <summary>How many obligations are open, and how many of them are overdue.</summary>
    public async Task<(long Open, long Overdue)> ObligationCountsAsync(long now, CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT COUNT(*), COUNT(CASE WHEN due IS NULL OR due < $1 THEN 1 END) FROM obligations WHERE ended IS NULL",
        r => (r.GetInt64(0), r.GetInt64(1)),
        cancellationToken,
        now))[0];

    private ObligationRow ReadObligation(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Kind = r.GetString(1),
        Ref = r.GetInt64(2),
        Name = Text(r, 3),
        Subject = Long(r, 4),
        Organisation = r.GetString(5),
        Group = r.GetString(6),
        Since = r.GetInt64(7),
        Raised = r.GetInt64(8),
        Days = Long(r, 9),
        Due = Long(r, 10),
        Fault = Text(r, 11),
        Ended = Long(r, 12),
        How = r.GetInt64(13),
        EndedBy = Text(r, 14),
        Exchange = Long(r, 15),
        Key = Long(r, 16),
        Matter = SealedFields.Texts(keys.Open(SealedPlace.Obligation, Bytes(r, 17)), 1)[0],
        Rationale = SealedFields.Texts(keys.Open(SealedPlace.ObligationEnd, Bytes(r, 18)), 1)[0],
    };
}
