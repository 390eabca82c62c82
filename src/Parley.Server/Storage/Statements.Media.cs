namespace Parley.Server.Storage;

/// <summary>Statements of objects.</summary>
internal static partial class Statements
{
    public static readonly Statement InsertMedia = new(
        """
        INSERT INTO media (id, system, state, created, by_whom, type, size, received, due, record, key_no, sealed)
        VALUES ($1, $2, 0, $3, $4, $5, $6, 0, $7, $8, $9, $10)
        """);

    public static readonly Statement AdvanceMedia = new("UPDATE media SET received = $2, tail = $3, due = $4 WHERE id = $1 AND state = 0");

    public static readonly Statement CompleteMedia = new(
        "UPDATE media SET state = 1, received = size, tail = NULL, sha256 = $2, completed = $3, due = $3 WHERE id = $1 AND state = 0");

    public static readonly Statement SettleMedia = new("UPDATE media SET state = $2, scanned = $3, verdict = $4, due = $5 WHERE id = $1 AND state = 1");

    public static readonly Statement PostponeMedia = new("UPDATE media SET due = $2 WHERE id = $1");

    /// <summary>What names or quotes the object goes; its size, type and SHA-256 stay as evidence. From here on nobody reads it, and the rest is done whatever happens.</summary>
    public static readonly Statement EndMedia = new("UPDATE media SET state = $2, verdict = $3, due = $4, tail = NULL, sealed = NULL WHERE id = $1 AND state < 4");

    public static readonly Statement FinishMediaEnd = new("UPDATE media SET ended = $2 WHERE id = $1");

    public static readonly Statement InsertMediaReference = new(
        "INSERT INTO media_references (exchange, place, record, system, object, sha256) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (exchange, place) DO NOTHING");

    public static readonly Statement EraseMediaReferences = new("UPDATE media_references SET erased = $2 WHERE exchange = $1 AND erased IS NULL");

    public static readonly Statement SettleMediaReference = new("UPDATE media_references SET settled = $3 WHERE exchange = $1 AND place = $2");

    /// <summary>Objects attached to the records of a bundle that is erased come up at once.</summary>
    public static readonly Statement MakeMediaDue = new(
        "UPDATE media SET due = $3 WHERE state IN (2, 3) AND record IN (SELECT record FROM record_versions WHERE id >= $1 AND id < $2)");
}
