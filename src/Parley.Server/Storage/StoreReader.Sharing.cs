using System.Globalization;
using Parley.Engine.Sharing;

namespace Parley.Server.Storage;

/// <summary>Questions about sharing.</summary>
internal sealed partial class StoreReader
{
    /// <summary>One delivery, or null.</summary>
    public async Task<DeliveryRow?> DeliveryAsync(long exchange, int n, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {DeliveryColumns} FROM deliveries WHERE exchange = $1 AND n = $2", ReadDelivery, cancellationToken, exchange, n)).FirstOrDefault();

    /// <summary>
    /// What arrived at some systems, new to old by exchange. Whether what each was decided by still stands is not asked here; what its owner took back is left out.
    /// </summary>
    public Task<List<DeliveryRow>> ReceivedAsync(ReceivedFilter filter, CancellationToken cancellationToken)
    {
        List<object?> values = [filter.Before.Exchange, filter.Before.N, filter.Since];
        string status = filter.Status is DeliveryStatus only ? $"= {(int)only}" : $"IN ({(int)DeliveryStatus.Delivered}, {(int)DeliveryStatus.ReplyHeld})";
        string recipients = In("recipient", filter.Systems, values);
        return QueryAsync(
            $"""
            SELECT {DeliveryColumns} FROM deliveries d WHERE (exchange < $1 OR (exchange = $1 AND n < $2)) AND status {status} AND done >= $3 AND {recipients}
            AND EXISTS (SELECT 1 FROM exchanges e WHERE e.id = d.exchange AND e.status NOT IN ({(int)ExchangeStatus.Erased}, {(int)ExchangeStatus.Withdrawn}))
            ORDER BY exchange DESC, n DESC LIMIT {filter.Limit.ToString(CultureInfo.InvariantCulture)}
            """,
            ReadDelivery,
            cancellationToken,
            [.. values]);
    }

    /// <summary>All acts of parties on agreements, old to new.</summary>
    public Task<List<AgreementActRow>> AgreementActsAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT id, agreement, act, organisation, actor, reason, at FROM agreement_acts ORDER BY id",
        r => new AgreementActRow(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetInt64(6)),
        cancellationToken);

    /// <summary>How each agreement stood when it was last looked at.</summary>
    public async Task<Dictionary<string, (string Hash, long State)>> AgreementStatesAsync(CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT agreement, hash, state FROM agreement_states",
        r => (Agreement: r.GetString(0), Hash: r.GetString(1), State: r.GetInt64(2)),
        cancellationToken)).ToDictionary(r => r.Agreement, r => (r.Hash, r.State), StringComparer.Ordinal);

    /// <summary>The agreements that were last recorded as ended.</summary>
    public Task<List<EndedAgreement>> EndedAgreementsAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT agreement, hash, changed FROM agreement_states WHERE state = $1",
        r => new EndedAgreement(r.GetString(0), r.GetString(1), r.GetInt64(2)),
        cancellationToken,
        (long)AgreementState.Ended);

    /// <summary>The emergencies that are not over at a moment.</summary>
    public Task<List<EmergencyRow>> EmergenciesAsync(long at, CancellationToken cancellationToken) => QueryAsync(
        """
        SELECT id, from_organisation, to_organisation, to_system, exchange, reference_hash, purpose, person, actor, reason, declared, until
        FROM emergencies WHERE until > $1 ORDER BY id
        """,
        r => new EmergencyRow
        {
            Id = r.GetInt64(0),
            From = r.GetString(1),
            To = r.GetString(2),
            ToSystem = Text(r, 3),
            Exchange = r.GetInt64(4),
            ReferenceHash = Long(r, 5),
            Purpose = r.GetString(6),
            Person = r.GetString(7),
            Actor = r.GetString(8),
            Reason = r.GetString(9),
            Declared = r.GetInt64(10),
            Until = r.GetInt64(11),
        },
        cancellationToken,
        at);
}
