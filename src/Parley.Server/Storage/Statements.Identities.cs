namespace Parley.Server.Storage;

/// <summary>Statements of identities.</summary>
internal static partial class Statements
{
    public static readonly Statement InsertIdentityPair = new("INSERT INTO identity_pairs (id, low, high, weight, model, at) VALUES ($1, $2, $3, $4, $5, $6)");

    public static readonly Statement DropIdentityPair = new("DELETE FROM identity_pairs WHERE id = $1");

    public static readonly Statement InsertIdentityDecision = new(
        """
        INSERT INTO identity_decisions (id, low, high, verdict, at, by_whom, organisation, reason, weight, model)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """);

    public static readonly Statement UndoIdentityDecision = new("UPDATE identity_decisions SET undone = $2, undone_by = $3 WHERE id = $1 AND undone IS NULL");
}
