using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>Questions about subscriptions to change events.</summary>
internal sealed partial class StoreReader
{
    private const string SubscriptionColumns =
        "id, system, url, types, systems, purpose, actor, state, batch, rate, after_row, delivered, failures, failing_since, error, made, changed";

    /// <summary>A subscription, or null.</summary>
    public async Task<SubscriptionRow?> SubscriptionAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {SubscriptionColumns} FROM subscriptions WHERE id = $1", ReadSubscription, cancellationToken, id)).FirstOrDefault();

    /// <summary>Subscriptions from new to old; within some systems.</summary>
    public Task<List<SubscriptionRow>> SubscriptionsAsync(IReadOnlyCollection<string>? within, long before, int limit, CancellationToken cancellationToken)
    {
        List<object?> values = [before];
        string mine = within is null ? "" : " AND " + In("system", within, values);
        return QueryAsync(
            $"SELECT {SubscriptionColumns} FROM subscriptions WHERE id < $1{mine} ORDER BY id DESC LIMIT {limit}", ReadSubscription, cancellationToken, [.. values]);
    }

    private static SubscriptionRow ReadSubscription(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        System = r.GetString(1),
        Url = r.GetString(2),
        Types = r.GetString(3),
        Systems = r.GetString(4),
        Purpose = Text(r, 5),
        Actor = r.GetString(6),
        State = (SubscriptionState)r.GetInt64(7),
        Batch = (int)r.GetInt64(8),
        Rate = (int?)Long(r, 9),
        After = r.GetInt64(10),
        Delivered = r.GetInt64(11),
        Failures = (int)r.GetInt64(12),
        FailingSince = Long(r, 13),
        Error = Text(r, 14),
        Made = r.GetInt64(15),
        Changed = r.GetInt64(16),
    };
}
