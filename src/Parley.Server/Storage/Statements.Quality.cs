namespace Parley.Server.Storage;

/// <summary>Statements of data quality.</summary>
internal static partial class Statements
{
    public static readonly Statement InsertFinding = new(
        """
        INSERT INTO quality_findings (id, code, kind, task, system, type, record, attribute, other, other_system, exchange, opened, across)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """);

    public static readonly Statement CloseFinding = new("UPDATE quality_findings SET closed = $2 WHERE id = $1 AND closed IS NULL");

    public static readonly Statement DropFinding = new("DELETE FROM quality_findings WHERE id = $1");

    public static readonly Statement InsertQualityKey = new("INSERT INTO quality_keys (id, hash, record) VALUES ($1, $2, $3)");

    public static readonly Statement CountQuality = new(
        """
        INSERT INTO quality_days (day, system, records, sound, incomplete, invalid, unmapped, stale, duplicate, conflict)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (day, system) DO UPDATE SET records = quality_days.records + excluded.records, sound = quality_days.sound + excluded.sound,
          incomplete = quality_days.incomplete + excluded.incomplete, invalid = quality_days.invalid + excluded.invalid,
          unmapped = quality_days.unmapped + excluded.unmapped, stale = quality_days.stale + excluded.stale,
          duplicate = quality_days.duplicate + excluded.duplicate, conflict = quality_days.conflict + excluded.conflict
        """);
}
