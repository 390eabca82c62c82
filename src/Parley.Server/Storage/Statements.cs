namespace Parley.Server.Storage;

/// <summary>All statements that change the store.</summary>
internal static partial class Statements
{
    public static readonly Statement InsertContent = new("INSERT INTO contents (id, body, key_no) VALUES ($1, $2, $3)");

    public static readonly Statement InsertExchange = new(
        """
        INSERT INTO exchanges (id, system, type, via, status, received, recorded, read_us, write_us, version, content, size, sha256,
          subject_type, correlation, cause, cause_delivery, depth, key_no, sealed, reference_hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
        """);

    public static readonly Statement SetExchangeStatus = new("UPDATE exchanges SET status = $2 WHERE id = $1");

    public static readonly Statement InsertReceipt = new("INSERT INTO receipts (id, hash) VALUES ($1, $2)");

    public static readonly Statement DropReceipts = new("DELETE FROM receipts WHERE id < $1");

    public static readonly Statement InsertDelivery = new(
        """
        INSERT INTO deliveries (seq, exchange, n, recipient, type, route, order_key, status, attempts, next_attempt, content, key_no, sealed,
          purpose, agreements, withheld, subjects, withheld_reasons, terms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """);

    public static readonly Statement EndDelivery = new(
        """
        UPDATE deliveries SET status = $2, attempts = $3, http_status = $4, error = $5, response = $6, done = $7, took_us = $8, outcome = $9
        WHERE seq = $1
        """);

    public static readonly Statement PostponeDelivery = new(
        "UPDATE deliveries SET attempts = $2, next_attempt = $3, http_status = $4, error = $5, outcome = $6 WHERE seq = $1");

    public static readonly Statement ResendDelivery = new(
        """
        UPDATE deliveries SET seq = $3, status = 0, attempts = 0, next_attempt = 0, error = NULL, outcome = NULL, done = NULL
        WHERE exchange = $1 AND n = $2 AND status IN (2, 3)
        """);

    public static readonly Statement SetFailedDeliveryStatus = new(
        "UPDATE deliveries SET status = $3 WHERE exchange = $1 AND n = $2 AND status IN (2, 3, 5)");

    /// <summary>A reply that was held has been dealt with, so the delivery it answered is done.</summary>
    public static readonly Statement SettleReply = new(
        """
        UPDATE deliveries SET status = 1 WHERE status = 3
          AND exchange = (SELECT cause FROM exchanges WHERE id = $1) AND n = (SELECT cause_delivery FROM exchanges WHERE id = $1)
        """);

    public static readonly Statement InsertAttempt = new(
        "INSERT INTO attempts (exchange, n, at, took_us, http_status, error, next_attempt, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");

    public static readonly Statement InsertException = new(
        """
        INSERT INTO exceptions (id, exchange, n, opened, severity, status, source, owner, organisation, code, what, why, remedy, issues, sealed)
        VALUES ($1, $2, $3, $4, $5, 0, COALESCE((SELECT system FROM exchanges WHERE id = $2), $6), $7, $8, $9, $10, $11, $12, $13, $14)
        """);

    public static readonly Statement EndException = new(
        """
        UPDATE exceptions SET status = $2, resolved = $3, resolved_by = $4, reason = $5, replacement = $6 WHERE id = $1 AND status = 0
        """);

    public static readonly Statement SetCursor = new(
        """
        INSERT INTO cursors (name, cursor, changed) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor, changed = excluded.changed
        """);

    public static readonly Statement SetFile = new(
        """
        INSERT INTO files (name, file, messages, refused, finished, changed) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (name) DO UPDATE SET file = excluded.file, messages = excluded.messages, refused = excluded.refused,
          finished = excluded.finished, changed = excluded.changed
        """);

    public static readonly Statement InsertVersion = new(
        "INSERT INTO versions (id, version, first_used) VALUES ($1, $2, $3) ON CONFLICT (version) DO NOTHING");
}
