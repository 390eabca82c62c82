namespace Parley.Server.Storage;

/// <summary>Statements of loads of history.</summary>
internal static partial class Statements
{
    public static readonly Statement InsertLoad = new(
        """
        INSERT INTO loads (id, system, type, name, file, purpose, actor, state, key_no, most_refused, begun, changed,
          position, line, taken, flawed, repeated, refused, mended)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, 0, 0, 0, 0, 0, 0, 0)
        """);

    public static readonly Statement InsertLoadLine = new("INSERT INTO load_lines (exchange, load, position, line, code) VALUES ($1, $2, $3, $4, $5)");

    /// <summary>The file is whole; one whose load was cancelled meanwhile stays so.</summary>
    public static readonly Statement SetLoadFile = new("UPDATE loads SET state = $2, size = $3, sha256 = $4, changed = $5 WHERE id = $1 AND state = 0");

    public static readonly Statement SetLoadProgress = new(
        "UPDATE loads SET position = $2, line = $3, taken = taken + $4, flawed = flawed + $5, repeated = repeated + $6, refused = refused + $7, changed = $8 WHERE id = $1");

    public static readonly Statement SetLoadState = new(
        "UPDATE loads SET state = $2, error = $3, ended = $4, changed = $5 WHERE id = $1");

    public static readonly Statement SetLoadMostRefused = new("UPDATE loads SET most_refused = $2 WHERE id = $1");

    public static readonly Statement ForgetLoadFile = new("UPDATE loads SET key_no = NULL WHERE id = $1");

    public static readonly Statement MendLoadLine = new("UPDATE load_lines SET mended = $2 WHERE exchange = $1 AND mended IS NULL");

    public static readonly Statement CountMended = new("UPDATE loads SET mended = mended + 1, taken = taken + 1, changed = $2 WHERE id = $1");
}
