using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>Questions about exchanges and their content.</summary>
internal sealed partial class StoreReader
{
    private const string ExchangeColumns =
        """
        e.id, e.system, e.type, e.via, e.status, e.received, e.recorded, e.read_us, e.write_us, e.version, e.content, e.size, e.sha256,
        e.idempotency_key, e.message_id, e.subject_type, e.reference, e.issues, e.correlation, e.cause, e.cause_delivery, e.depth, e.completion,
        e.key_no, e.sealed
        """;

    /// <summary>An exchange, or null.</summary>
    public async Task<ExchangeRow?> ExchangeAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {ExchangeColumns} FROM exchanges e WHERE e.id = $1", ReadExchange, cancellationToken, id)).FirstOrDefault();

    /// <summary>An exchange that is there, since something that was read names it.</summary>
    /// <exception cref="StoreUnavailableException">The store does not show it all the same.</exception>
    public async Task<ExchangeRow> KnownExchangeAsync(long id, CancellationToken cancellationToken) =>
        await ExchangeAsync(id, cancellationToken) ?? throw new StoreUnavailableException("The store does not show the exchange.", null);

    /// <summary>The exchanges that an exchange caused.</summary>
    public Task<List<ExchangeRow>> CausedAsync(long id, CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {ExchangeColumns} FROM exchanges e WHERE e.cause = $1 ORDER BY e.id", ReadExchange, cancellationToken, id);

    /// <summary>Exchanges from new to old.</summary>
    public Task<List<ExchangeRow>> ExchangesAsync(ExchangeFilter filter, CancellationToken cancellationToken)
    {
        Conditions where = new Conditions().AndIs("e.system", filter.System).AndIn("e.system", filter.Within).AndIs("e.type", filter.Type);
        if (filter.Reference is string reference)
        {
            // Rows written before content was sealed have the reference itself.
            where.And($"(e.reference_hash = {keys.Blind(reference)} OR e.reference = {reference})");
        }

        if (filter.Since > 0)
        {
            where.And($"e.received >= {filter.Since}");
        }

        if (filter.Status is not null)
        {
            where.AndAlso(StatusCondition(filter.Status));
        }

        if (filter.ArrivedAt is { } systems)
        {
            where.Or(Arrived(filter, systems));
        }

        where.And($"e.id < {filter.Before}");
        return QueryAsync($"SELECT {ExchangeColumns} FROM exchanges e WHERE {where} ORDER BY e.id DESC LIMIT {filter.Limit}", ReadExchange, cancellationToken, where.Values);
    }

    /// <summary>A body, or null when it is not kept or has been erased.</summary>
    public async Task<byte[]?> ContentAsync(long? id, ContentPermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return id is null
            ? null
            : (await QueryAsync(
                "SELECT body, key_no FROM contents WHERE id = $1",
                r => r.IsDBNull(1) ? Bytes(r, 0) : keys.Open(SealedPlace.Body, Bytes(r, 0)),
                cancellationToken,
                id)).FirstOrDefault();
    }

    /// <summary>A condition that something of an exchange arrived at one of some systems. What a list is asked for is asked of the delivery, never of the sender's side.</summary>
    private static FormattableString Arrived(ExchangeFilter filter, IReadOnlyCollection<string> systems)
    {
        if (filter.Reference is not null || filter.Status is not (null or "delivered"))
        {
            return $"1 = 0";
        }

        FormattableString type = $"1 = 1";
        if (filter.Type is not null)
        {
            type = $"d.type = {filter.Type}";
        }

        return $"""
            (e.status NOT IN ({(int)ExchangeStatus.Erased}, {(int)ExchangeStatus.Withdrawn}) AND EXISTS (SELECT 1 FROM deliveries d WHERE d.exchange = e.id
            AND d.status IN ({(int)DeliveryStatus.Delivered}, {(int)DeliveryStatus.ReplyHeld})
            AND {Conditions.OneOf("d.recipient", systems.Where(s => filter.System is null || s == filter.System))} AND {type}))
            """;
    }

    private static string StatusCondition(string status) => status switch
    {
        "held" => "e.status = 1",
        "refused" => "e.status = 2",
        "corrected" => "e.status = 3",
        "discarded" => "e.status = 4",
        "erased" => "e.status = 5",
        "withdrawn" => "e.status = 6",
        "delivering" => "e.status = 0 AND EXISTS (SELECT 1 FROM deliveries d WHERE d.exchange = e.id AND d.status = 0)",
        "failed" => "e.status = 0 AND EXISTS (SELECT 1 FROM deliveries d WHERE d.exchange = e.id AND d.status IN (2, 3))",
        "delivered" => "e.status = 0 AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.exchange = e.id AND d.status IN (0, 2, 3))",
        _ => "1 = 0",
    };

    private ExchangeRow ReadExchange(DbDataReader r)
    {
        string?[] quoted = SealedFields.Texts(keys.Open(SealedPlace.Exchange, Bytes(r, 24)), 5);
        return new()
        {
            Id = r.GetInt64(0),
            System = r.GetString(1),
            Type = r.GetString(2),
            Via = r.GetString(3),
            Status = (ExchangeStatus)r.GetInt64(4),
            Received = r.GetInt64(5),
            Recorded = r.GetInt64(6),
            ReadMicroseconds = r.GetInt64(7),
            WriteMicroseconds = r.GetInt64(8),
            Version = r.GetInt64(9),
            Content = Long(r, 10),
            Size = (int)r.GetInt64(11),
            Sha256 = (byte[])r.GetValue(12),
            IdempotencyKey = quoted[0] ?? Text(r, 13),
            MessageId = quoted[1] ?? Text(r, 14),
            SubjectType = Text(r, 15),
            Reference = quoted[2] ?? Text(r, 16),
            Issues = quoted[3] ?? Text(r, 17),
            Correlation = r.GetInt64(18),
            Cause = Long(r, 19),
            CauseDelivery = (int?)Long(r, 20),
            Depth = (int)r.GetInt64(21),
            Completion = quoted[4] ?? Text(r, 22),
            Key = Long(r, 23),
        };
    }
}
