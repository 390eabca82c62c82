using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>Questions about deliveries and their attempts.</summary>
internal sealed partial class StoreReader
{
    private const string DeliveryColumns =
        """
        seq, exchange, n, recipient, type, route, order_key, status, attempts, next_attempt, content, facts, issues, error, http_status, response,
        done, took_us, key_no, sealed, outcome, purpose, agreements, withheld, subjects, withheld_reasons,
        terms
        """;

    /// <summary>An exchange's deliveries in order.</summary>
    public Task<List<DeliveryRow>> DeliveriesAsync(long exchange, CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {DeliveryColumns} FROM deliveries WHERE exchange = $1 ORDER BY n", ReadDelivery, cancellationToken, exchange);

    /// <summary>Pending deliveries to a recipient after a place in the order of commits.</summary>
    public Task<List<DeliveryRow>> PendingAsync(string recipient, long after, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {DeliveryColumns} FROM deliveries WHERE status = 0 AND recipient = $1 AND seq > $2 ORDER BY seq LIMIT {limit}",
        ReadDelivery,
        cancellationToken,
        recipient,
        after);

    /// <summary>The recipients that have pending deliveries.</summary>
    public Task<List<(string Recipient, long Count)>> PendingRecipientsAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT recipient, COUNT(*) FROM deliveries WHERE status = 0 GROUP BY recipient",
        r => (r.GetString(0), r.GetInt64(1)),
        cancellationToken);

    /// <summary>The failed attempts of an exchange's deliveries, in order of time.</summary>
    public Task<List<AttemptRow>> AttemptsAsync(long exchange, CancellationToken cancellationToken) => QueryAsync(
        "SELECT exchange, n, at, took_us, http_status, error, next_attempt, sealed FROM attempts WHERE exchange = $1 ORDER BY at",
        r => new AttemptRow(
            r.GetInt64(0), (int)r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), (int?)Long(r, 4),
            SealedFields.Texts(keys.Open(SealedPlace.Attempt, Bytes(r, 7)), 1)[0] ?? Text(r, 5), Long(r, 6)),
        cancellationToken,
        exchange);

    private DeliveryRow ReadDelivery(DbDataReader r)
    {
        string?[] quoted = SealedFields.Texts(keys.Open(SealedPlace.Delivery, Bytes(r, 19)), 3);
        (string? error, byte[]? response) = SealedFields.TextAndBytes(keys.Open(SealedPlace.Outcome, Bytes(r, 20)));
        return new()
        {
            Seq = r.GetInt64(0),
            Exchange = r.GetInt64(1),
            N = (int)r.GetInt64(2),
            Recipient = r.GetString(3),
            Type = r.GetString(4),
            Route = (int)r.GetInt64(5),
            OrderKey = r.GetInt64(6),
            Status = (DeliveryStatus)r.GetInt64(7),
            Attempts = (int)r.GetInt64(8),
            NextAttempt = r.GetInt64(9),
            Content = Long(r, 10),
            Facts = quoted[0] ?? Text(r, 11),
            Issues = quoted[1] ?? Text(r, 12),
            Error = error ?? quoted[2] ?? Text(r, 13),
            HttpStatus = (int?)Long(r, 14),
            Response = response ?? Bytes(r, 15),
            Done = Long(r, 16),
            TookMicroseconds = Long(r, 17),
            Key = Long(r, 18),
            Purpose = Text(r, 21),
            Agreements = Text(r, 22),
            Withheld = (int)(Long(r, 23) ?? 0),
            Subjects = Bytes(r, 24),
            WithheldReasons = Text(r, 25),
            Terms = Long(r, 26),
        };
    }
}
