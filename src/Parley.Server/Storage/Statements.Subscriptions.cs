namespace Parley.Server.Storage;

/// <summary>Statements of subscriptions to change events.</summary>
internal static partial class Statements
{
    public static readonly Statement InsertSubscription = new(
        """
        INSERT INTO subscriptions (id, system, url, types, systems, purpose, actor, state, batch, rate, after_row, delivered, failures, made, changed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, $12, $12)
        """);

    public static readonly Statement MoveSubscription = new(
        """
        UPDATE subscriptions SET after_row = $2, delivered = delivered + $3, failures = 0, failing_since = NULL, error = NULL, changed = $4 WHERE id = $1
        """);

    public static readonly Statement FailSubscription = new(
        "UPDATE subscriptions SET state = $2, failures = $3, failing_since = $4, error = $5, changed = $6 WHERE id = $1 AND state = 0");

    public static readonly Statement SetSubscription = new(
        "UPDATE subscriptions SET state = $2, after_row = $3, rate = $4, failures = 0, failing_since = NULL, error = NULL, changed = $5 WHERE id = $1");

    public static readonly Statement DropSubscription = new("DELETE FROM subscriptions WHERE id = $1");
}
