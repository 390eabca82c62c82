namespace Parley.Server.Storage;

/// <summary>Statements of the common repository.</summary>
internal static partial class Statements
{
    public static readonly Statement InsertBundle = new(
        """
        INSERT INTO repository_bundles (exchange, known_at, system, type, version, translation, dictionary, first_version, records, key_no, sealed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """);

    public static readonly Statement InsertRecordVersion = new(
        """
        INSERT INTO record_versions (id, record, number, previous, exchange, place, type, state, known_at, valid_from, valid_to, marking, act)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """);

    /// <summary>The marking that applies to a bundle from now on; what it was is in the versions.</summary>
    public static readonly Statement RegradeBundle = new("UPDATE repository_bundles SET marking = $2 WHERE exchange = $1");

    public static readonly Statement EraseBundle = new("UPDATE repository_bundles SET sealed = NULL, marking = NULL WHERE exchange = $1");

    public static readonly Statement EraseRecordVersions = new(
        "UPDATE record_versions SET valid_from = NULL, valid_to = NULL, marking = NULL WHERE id >= $2 AND id < $3 AND exchange = $1");
}
