namespace Parley.Server.Storage;

/// <summary>Statements of live shadows.</summary>
internal static partial class Statements
{
    public static readonly Statement InsertLiveShadow = new(
        """
        INSERT INTO live_shadows (id, state, started, started_by, reason, system, process, until, place, changed, instance, same, differ, cannot, skipped, stored)
        VALUES ($1, 0, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0, 0)
        """);

    public static readonly Statement MoveLiveShadow = new(
        """
        UPDATE live_shadows SET place = $2, changed = $3, instance = $4, same = $5, differ = $6, cannot = $7, skipped = $8, stored = $9 WHERE id = $1 AND state = 0
        """);

    public static readonly Statement EndLiveShadow = new("UPDATE live_shadows SET state = $2, ended = $3, ended_by = $4 WHERE id = $1 AND state = 0");

    public static readonly Statement InsertLiveShadowFinding = new(
        "INSERT INTO live_shadow_findings (id, shadow, is_instance, subject, at, sealed) VALUES ($1, $2, $3, $4, $5, $6)");

    /// <summary>What was found of an exchange or an instance that is erased.</summary>
    public static readonly Statement EraseLiveShadowFindings = new("DELETE FROM live_shadow_findings WHERE subject = $1");

    public static readonly Statement DropLiveShadowFindings = new("DELETE FROM live_shadow_findings WHERE shadow IN (SELECT id FROM live_shadows WHERE ended < $1)");
}
