namespace Parley.Server.Storage;

/// <summary>Statements of sharing: decisions taken anew, agreements, emergencies.</summary>
internal static partial class Statements
{
    public static readonly Statement RedecideDelivery = new(
        """
        UPDATE deliveries SET content = $2, facts = $3, issues = $4, sealed = $5, purpose = $6, agreements = $7, withheld = $8, withheld_reasons = $9,
          subjects = $10, terms = $11
        WHERE seq = $1
        """);

    public static readonly Statement InsertAgreementAct = new(
        "INSERT INTO agreement_acts (id, agreement, act, organisation, actor, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7)");

    public static readonly Statement SetAgreementState = new(
        """
        INSERT INTO agreement_states (agreement, hash, state, changed) VALUES ($1, $2, $3, $4)
        ON CONFLICT (agreement) DO UPDATE SET hash = excluded.hash, state = excluded.state, changed = excluded.changed
        """);

    public static readonly Statement InsertEmergency = new(
        """
        INSERT INTO emergencies (id, from_organisation, to_organisation, to_system, exchange, reference_hash, purpose, person, actor, reason, declared, until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """);
}
