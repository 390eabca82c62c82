namespace Parley.Server.Storage;

/// <summary>Statements of people's tasks.</summary>
internal static partial class Statements
{
    /// <summary>The origin's key makes it once, whoever tries again.</summary>
    public static readonly Statement InsertTask = new(
        """
        INSERT INTO tasks (id, origin, origin_key, organisation, task_group, person, status, created, created_by, due, reminded, escalated, timers, next_at,
          exchange, key_no, sealed)
        VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, 0, 0, $10, $11, $12, $13, $14)
        ON CONFLICT (origin, origin_key) DO NOTHING
        """);

    public static readonly Statement UpdateTask = new(
        """
        UPDATE tasks SET task_group = $2, person = $3, status = $4, claimed = $5, claimed_by = $6, ended = $7, ended_by = $8, reminded = $9, escalated = $10,
          timers = $11, next_at = $12, answer = $13
        WHERE id = $1
        """);

    public static readonly Statement InsertTaskEvent = new(
        """
        INSERT INTO task_events (id, task, at, kind, by_whom, detail, sealed)
        SELECT $1, id, $3, $4, $5, $6, $7 FROM tasks WHERE id = $2
        """);

    public static readonly Statement InsertTaskAnswer = new("INSERT INTO task_answers (id, task, origin, at) VALUES ($1, $2, $3, $4)");

    /// <summary>For the transaction in which a task's origin goes on from its answer.</summary>
    public static readonly Statement TakeTaskAnswer = new("UPDATE task_answers SET taken = $2 WHERE id = $1");
}
