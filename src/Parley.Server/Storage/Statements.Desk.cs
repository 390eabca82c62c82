namespace Parley.Server.Storage;

/// <summary>Statements of the exception desk.</summary>
internal static partial class Statements
{
    /// <summary>Takes or renews a lock; one that another person holds and that lasts stays as it is.</summary>
    public static readonly Statement ClaimCase = new(
        """
        INSERT INTO cases (exception, lock_by, lock_until) VALUES ($1, $2, $3)
        ON CONFLICT (exception) DO UPDATE SET lock_by = excluded.lock_by, lock_until = excluded.lock_until
          WHERE cases.lock_by IS NULL OR cases.lock_by = excluded.lock_by OR cases.lock_until <= $4
        """);

    public static readonly Statement ReleaseCase = new("UPDATE cases SET lock_by = NULL, lock_until = NULL WHERE exception = $1 AND lock_by = $2");

    public static readonly Statement AssignCase = new(
        """
        INSERT INTO cases (exception, assignee, assigned_by, assigned) VALUES ($1, $2, $3, $4)
        ON CONFLICT (exception) DO UPDATE SET assignee = excluded.assignee, assigned_by = excluded.assigned_by, assigned = excluded.assigned
        """);

    public static readonly Statement InsertCaseNote = new(
        "INSERT INTO case_notes (id, exception, exchange, at, by_whom, kind, about, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");

    public static readonly Statement InsertCorrection = new(
        """
        INSERT INTO corrections (id, exception, exchange, version, at, by_whom, fields, reason, content, sha256)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """);

    /// <summary>What was found of one resolution is found once.</summary>
    public static readonly Statement InsertSample = new(
        "INSERT INTO samples (exception, resolved, at, by_whom, agrees) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (exception, resolved) DO NOTHING");

    public static readonly Statement ReopenException = new(
        """
        UPDATE exceptions SET status = 0, resolved = NULL, resolved_by = NULL, reason = NULL
        WHERE id = $1 AND status IN (1, 2, 3) AND resolved = $2
        """);

    /// <summary>What was set aside with an exception waits again.</summary>
    public static readonly Statement ReopenExchange = new("UPDATE exchanges SET status = 1 WHERE id = $1 AND status = 4");

    /// <summary>The same of a delivery; what it stood at is said by why it was not made.</summary>
    public static readonly Statement ReopenDelivery = new("UPDATE deliveries SET status = $3 WHERE exchange = $1 AND n = $2 AND status = $4");

    public static readonly Statement InsertWorkspaceFile = new("INSERT INTO workspace_files (hash, content) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING");

    public static readonly Statement InsertVersionFile = new(
        "INSERT INTO version_files (version, path, hash) VALUES ($1, $2, $3) ON CONFLICT (version, path) DO NOTHING");

    public static readonly Statement EraseCorrectedBodies = new("DELETE FROM contents WHERE id IN (SELECT content FROM corrections WHERE exchange = $1)");

    public static readonly Statement EraseCorrections = new("UPDATE corrections SET content = NULL, reason = NULL WHERE exchange = $1");

    public static readonly Statement EraseCaseNotes = new("UPDATE case_notes SET text = NULL WHERE exchange = $1");
}
