namespace Parley.Server.Storage;

/// <summary>Statements of the owner's acts, notices, holds and retention.</summary>
internal static partial class Statements
{
    public static readonly Statement InsertAct = new(
        """
        INSERT INTO acts (id, exchange, action, at, by_whom, organisation, reason, marking, replacement, origin, done)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """);

    public static readonly Statement FinishAct = new("UPDATE acts SET done = $2 WHERE id = $1");

    public static readonly Statement StopDelivery = new("UPDATE deliveries SET status = 7 WHERE exchange = $1 AND n = $2 AND status = 0");

    public static readonly Statement EndExceptionsOf = new(
        "UPDATE exceptions SET status = $4, resolved = $2, resolved_by = $3 WHERE exchange = $1 AND status = 0");

    public static readonly Statement EraseBody = new("DELETE FROM contents WHERE id = (SELECT content FROM exchanges WHERE id = $1)");

    public static readonly Statement EraseSentBodies = new("DELETE FROM contents WHERE id IN (SELECT content FROM deliveries WHERE exchange = $1)");

    public static readonly Statement EraseExchange = new(
        """
        UPDATE exchanges SET content = NULL, sealed = NULL, reference_hash = NULL, idempotency_key = NULL, message_id = NULL, reference = NULL,
          issues = NULL, completion = NULL
        WHERE id = $1
        """);

    public static readonly Statement EraseDeliveries = new(
        """
        UPDATE deliveries SET content = NULL, sealed = NULL, outcome = NULL, facts = NULL, issues = NULL, error = NULL, response = NULL,
          order_key = $1
        WHERE exchange = $1
        """);

    public static readonly Statement EraseAttempts = new("UPDATE attempts SET error = NULL, sealed = NULL WHERE exchange = $1");

    public static readonly Statement EraseExceptions = new(
        "UPDATE exceptions SET why = '', issues = NULL, reason = NULL, sealed = NULL WHERE exchange = $1");

    public static readonly Statement InsertNotice = new(
        """
        INSERT INTO notices (id, act, exchange, n, recipient, organisation, action, channel, told, at, due)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """);

    public static readonly Statement ConfirmNotice = new("UPDATE notices SET confirmed = $2, confirmed_by = $3 WHERE id = $1 AND confirmed IS NULL");

    /// <summary>A recipient's reply to the delivery of a notice confirms it.</summary>
    public static readonly Statement ConfirmNoticeTold = new("UPDATE notices SET confirmed = $2, confirmed_by = $3 WHERE told = $1 AND confirmed IS NULL");

    /// <summary>A recipient's refusal leaves a notice open, and makes it due at once: a person must look at it.</summary>
    public static readonly Statement RefuseNoticeTold = new(
        "UPDATE notices SET refused = $2, due = CASE WHEN due > $2 THEN $2 ELSE due END WHERE told = $1 AND confirmed IS NULL");

    public static readonly Statement EscalateNotice = new("UPDATE notices SET escalated = $2 WHERE id = $1 AND escalated IS NULL");

    public static readonly Statement ClearNotice = new("UPDATE notices SET cleared = $2 WHERE id = $1");

    public static readonly Statement InsertHold = new(
        """
        INSERT INTO holds (id, kind, exchange, type, hash, key_no, sealed, reason, by_whom, placed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """);

    public static readonly Statement EndHold = new(
        "UPDATE holds SET ended = $2, ended_by = $3, ended_reason = $4, sealed = NULL WHERE id = $1 AND ended IS NULL");

    public static readonly Statement SetRetention = new(
        """
        INSERT INTO retention (exchange, rule, base, due, subject, state) VALUES ($1, $2, $3, $4, $5, 0)
        ON CONFLICT (exchange) DO UPDATE SET rule = excluded.rule, base = excluded.base, due = excluded.due, subject = excluded.subject
          WHERE retention.state = 0 AND retention.decided IS NULL
        """);

    public static readonly Statement SetRetentionState = new("UPDATE retention SET state = $2, due = $3 WHERE exchange = $1");

    /// <summary>What a person has decided to keep comes up again when the person said, whatever the rules say meanwhile.</summary>
    public static readonly Statement KeepRetention = new("UPDATE retention SET state = 0, due = $2, decided = $3 WHERE exchange = $1");

    public static readonly Statement InsertReview = new("INSERT INTO reviews (id, exchange, rule, opened, due) VALUES ($1, $2, $3, $4, $5)");

    public static readonly Statement DecideReview = new(
        "UPDATE reviews SET decided = $2, decision = $3, by_whom = $4, reason = $5, next_due = $6 WHERE id = $1 AND decided IS NULL");
}
