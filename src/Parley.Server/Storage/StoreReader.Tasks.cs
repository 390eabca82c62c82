using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>Questions about people's tasks.</summary>
internal sealed partial class StoreReader
{
    private const string TaskHeadColumns =
        """
        t.id, t.origin, t.origin_key, t.organisation, t.task_group, t.person, t.status, t.created, t.created_by, t.due, t.claimed, t.claimed_by,
        t.ended, t.ended_by, t.reminded, t.escalated, t.timers, t.next_at, t.exchange, t.key_no, t.head
        """;

    private const string TaskColumns = TaskHeadColumns + ", t.sealed, t.answer";

    /// <summary>A task, or null.</summary>
    public async Task<TaskRow?> TaskAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {TaskColumns} FROM tasks t WHERE t.id = $1", ReadTask, cancellationToken, id)).FirstOrDefault();

    /// <summary>The task that an origin knows by a key, or null.</summary>
    public async Task<TaskRow?> TaskAsync(string origin, string key, CancellationToken cancellationToken) => (await QueryAsync(
        $"SELECT {TaskColumns} FROM tasks t WHERE t.origin = $1 AND t.origin_key = $2", ReadTask, cancellationToken, origin, key)).FirstOrDefault();

    /// <summary>Tasks from new to old, without form, data and answer.</summary>
    public Task<List<TaskRow>> TasksAsync(TaskFilter filter, CancellationToken cancellationToken)
    {
        Conditions where = new Conditions().And($"t.id < {filter.Before}").AndIs("t.organisation", filter.Organisation).AndIs("t.task_group", filter.Group);
        if (filter.Groups is { } groups)
        {
            where.And($"({Conditions.OneOf("t.task_group", groups)} OR t.person = {filter.Person ?? ""})");
        }

        if (filter.Mine is string mine)
        {
            where.And($"(t.claimed_by = {mine} OR t.person = {filter.Person ?? ""})");
        }

        if (filter.Ended is bool ended)
        {
            where.AndAlso(ended ? "t.status > 1" : "t.status < 2");
        }

        if (filter.OverdueAt is long now)
        {
            where.And($"t.status < 2 AND t.due < {now}");
        }

        return QueryAsync($"SELECT {TaskHeadColumns} FROM tasks t WHERE {where} ORDER BY t.id DESC LIMIT {filter.Limit}", ReadTaskHead, cancellationToken, where.Values);
    }

    /// <summary>A task's history in order.</summary>
    public Task<List<TaskEventRow>> TaskEventsAsync(long task, CancellationToken cancellationToken) => QueryAsync(
        "SELECT id, task, at, kind, by_whom, detail, sealed FROM task_events WHERE task = $1 ORDER BY id",
        r => new TaskEventRow(
            r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3), r.GetString(4), Text(r, 5),
            SealedFields.Texts(keys.Open(SealedPlace.TaskEvent, Bytes(r, 6)), 1)[0]),
        cancellationToken,
        task);

    /// <summary>The tasks with something to come up to a moment, earliest first.</summary>
    public Task<List<long>> TasksWithTimersAsync(long now, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT id FROM tasks WHERE next_at IS NOT NULL AND next_at <= $1 ORDER BY next_at LIMIT {limit}", r => r.GetInt64(0), cancellationToken, now);

    /// <summary>When the next of all reminders and escalations comes; null when none does.</summary>
    public async Task<long?> NextTaskTimerAsync(CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT MIN(next_at) FROM tasks WHERE next_at IS NOT NULL", r => Long(r, 0), cancellationToken))[0];

    /// <summary>What an origin has not gone on from yet, in the order in which the tasks ended.</summary>
    public Task<List<TaskAnswerRow>> TaskAnswersAsync(string origin, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {TaskColumns}, a.id FROM task_answers a JOIN tasks t ON t.id = a.task WHERE a.origin = $1 AND a.taken IS NULL ORDER BY a.id LIMIT {limit}",
        r => new TaskAnswerRow(r.GetInt64(23), ReadTask(r)),
        cancellationToken,
        origin);

    /// <summary>How many tasks are not done, and how many of them are overdue.</summary>
    public async Task<(long Running, long Overdue)> TaskCountsAsync(long now, CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT COUNT(*), COUNT(CASE WHEN due < $1 THEN 1 END) FROM tasks WHERE status < 2", r => (r.GetInt64(0), r.GetInt64(1)), cancellationToken, now))[0];

    private TaskRow ReadTask(DbDataReader r)
    {
        string?[] content = SealedFields.Texts(keys.Open(SealedPlace.TaskContent, Bytes(r, 21)), 2);
        string?[] answer = SealedFields.Texts(keys.Open(SealedPlace.TaskAnswer, Bytes(r, 22)), 2);
        return ReadTaskHead(r) with { Form = content[0], Data = content[1], Answer = answer[0], Rationale = answer[1] };
    }

    private TaskRow ReadTaskHead(DbDataReader r)
    {
        string?[] head = SealedFields.Texts(keys.Open(SealedPlace.Task, Bytes(r, 20)), 2);
        return new TaskRow
        {
            Id = r.GetInt64(0),
            Origin = r.GetString(1),
            OriginKey = r.GetString(2),
            Organisation = r.GetString(3),
            Group = r.GetString(4),
            Person = Text(r, 5),
            Status = (HumanTaskStatus)r.GetInt64(6),
            Created = r.GetInt64(7),
            CreatedBy = r.GetString(8),
            Due = Long(r, 9),
            Claimed = Long(r, 10),
            ClaimedBy = Text(r, 11),
            Ended = Long(r, 12),
            EndedBy = Text(r, 13),
            Reminded = r.GetInt64(14),
            Escalated = r.GetInt64(15),
            Timers = r.GetString(16),
            NextAt = Long(r, 17),
            Exchange = Long(r, 18),
            Key = r.GetInt64(19),
            Title = head[0],
            Purpose = head[1],
        };
    }
}
