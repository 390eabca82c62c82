namespace Parley.Server.Storage;

/// <summary>Sessions and local administrators.</summary>
internal static partial class Statements
{
    public static readonly Statement InsertSession = new(
        "INSERT INTO sessions (hash, issuer, person, name, organisation, roles, id_token, created, used) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)");

    public static readonly Statement TouchSession = new("UPDATE sessions SET used = $2 WHERE hash = $1 AND used < $2");

    /// <summary>The identity token goes with the session: it has no use afterwards.</summary>
    public static readonly Statement RevokeSession = new("UPDATE sessions SET revoked = $2, id_token = NULL WHERE hash = $1 AND revoked IS NULL");

    public static readonly Statement DropSessions = new("DELETE FROM sessions WHERE created < $1");

    public static readonly Statement MarkNote = new("UPDATE authority_notes SET recorded = 1 WHERE id = $1");
}
