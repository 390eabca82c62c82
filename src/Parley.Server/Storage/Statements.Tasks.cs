namespace Parley.Server.Storage;

/// <summary>Statements of people's tasks.</summary>
internal static partial class Statements
{
    /// <summary>The origin's key makes it once, whoever tries again.</summary>
    public static readonly Statement InsertTask = new(
        """
        INSERT INTO tasks (id, origin, origin_key, organisation, task_group, person, status, created, created_by, due, reminded, escalated, timers, next_at,
          exchange, key_no, head, sealed)
        VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, 0, 0, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (origin, origin_key) DO NOTHING
        """);

    public static readonly Statement UpdateTask = new(
        """
        UPDATE tasks SET task_group = $2, person = $3, status = $4, claimed = $5, claimed_by = $6, ended = $7, ended_by = $8, reminded = $9, escalated = $10,
          timers = $11, next_at = $12, answer = $13
        WHERE id = $1
        """);

    public static readonly Statement InsertTaskEvent = new(
        "INSERT INTO task_events (id, task, at, kind, by_whom, detail, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)");

    public static readonly Statement InsertTaskAnswer = new("INSERT INTO task_answers (id, task, origin, at) VALUES ($1, $2, $3, $4)");

    /// <summary>For the transaction in which a task's origin goes on from its answer.</summary>
    public static readonly Statement TakeTaskAnswer = new("UPDATE task_answers SET taken = $2 WHERE id = $1");

    /// <summary>What is owed already is not owed twice.</summary>
    public static readonly Statement InsertObligation = new(
        """
        INSERT INTO obligations (id, kind, ref, name, subject, organisation, task_group, since, raised, days, due, fault, ended_how, exchange, key_no, sealed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $14, $15)
        ON CONFLICT DO NOTHING
        """);

    /// <summary>An event ends what is owed in its matter.</summary>
    public static readonly Statement FulfilSubject = new(
        "UPDATE obligations SET ended = $2, ended_how = 1, ended_by = $3 WHERE subject = $1 AND ended IS NULL");

    public static readonly Statement EndObligation = new(
        "UPDATE obligations SET ended = $2, ended_how = $3, ended_by = $4, rationale = $5 WHERE id = $1 AND ended IS NULL");

    public static readonly Statement SetObligationDue = new("UPDATE obligations SET due = $2, fault = $3 WHERE id = $1");

    public static readonly Statement SetObligationGroup = new("UPDATE obligations SET task_group = $2, due = $3 WHERE id = $1");
}
