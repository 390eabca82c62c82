namespace Parley.Server.Storage;

/// <summary>The ledger's.</summary>
internal static partial class Statements
{
    /// <summary>How many entries there are; a question, asked by the writer through its own session.</summary>
    public const string SelectLedgerHead = "SELECT first_seq + count FROM ledger_batches ORDER BY first_seq DESC LIMIT 1";

    public static readonly Statement InsertLedgerBatch = new("INSERT INTO ledger_batches (first_seq, count, at, entries) VALUES ($1, $2, $3, $4)");

    public static readonly Statement SetLedgerTile = new(
        "INSERT INTO ledger_tiles (level, number, hashes) VALUES ($1, $2, $3) ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes");

    public static readonly Statement InsertCheckpoint = new(
        "INSERT INTO ledger_checkpoints (size, at, least_at, most_at, note) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (size) DO NOTHING");

    public static readonly Statement SetCheckpointNote = new("UPDATE ledger_checkpoints SET note = $2 WHERE size = $1");

    public static readonly Statement InsertLedgerKey = new(
        "INSERT INTO ledger_keys (id, from_size, until_size) VALUES ($1, $2, NULL) ON CONFLICT (id) DO UPDATE SET until_size = NULL");

    public static readonly Statement RetireLedgerKey = new("UPDATE ledger_keys SET until_size = $2 WHERE id = $1 AND until_size IS NULL");

    public static readonly Statement InsertSegment = new("INSERT INTO ledger_segments (id, level, first_seq, end_seq) VALUES ($1, $2, $3, $4)");

    public static readonly Statement DropSegment = new("DELETE FROM ledger_segments WHERE id = $1");

    public static readonly Statement InsertChunk = new("INSERT INTO ledger_chunks (segment, first_hash, n, pairs) VALUES ($1, $2, $3, $4)");

    /// <summary>Some of a dropped segment's chunks: few at a time, so that the writer is never held up.</summary>
    public static readonly Statement DropChunks = new(
        """
        DELETE FROM ledger_chunks WHERE segment = $1 AND first_hash <=
          (SELECT MAX(first_hash) FROM (SELECT first_hash FROM ledger_chunks WHERE segment = $1 ORDER BY first_hash LIMIT 64) AS few)
        """);

    public static readonly Statement SetWitnessed = new(
        """
        INSERT INTO ledger_witnessed (origin, size, root, note, at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note, at = excluded.at
        """);
}
