using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>Questions about the owner's acts, notices, holds and retention.</summary>
internal sealed partial class StoreReader
{
    private const string ActColumns = "id, exchange, action, at, by_whom, organisation, reason, marking, replacement, origin, done";

    private const string NoticeColumns =
        """
        id, act, exchange, n, recipient, organisation, action, channel, told, at, due, confirmed, confirmed_by, escalated, refused,
        (SELECT s.subjects FROM deliveries s WHERE s.exchange = notices.exchange AND s.n = notices.n)
        """;

    private const string HoldColumns =
        "id, kind, exchange, type, hash, key_no, sealed, reason, by_whom, placed, ended, ended_by, ended_reason";

    private const string ReviewColumns = "id, exchange, rule, opened, due, decided, decision, by_whom, reason, next_due";

    /// <summary>The acts on an exchange, in order.</summary>
    public Task<List<ActRow>> ActsOfAsync(long exchange, CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {ActColumns} FROM acts WHERE exchange = $1 ORDER BY id", ReadAct, cancellationToken, exchange);

    /// <summary>The acts whose effects are not complete.</summary>
    public Task<List<ActRow>> OpenActsAsync(CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {ActColumns} FROM acts WHERE done IS NULL ORDER BY id", ReadAct, cancellationToken);

    /// <summary>An act, or null.</summary>
    public async Task<ActRow?> ActAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {ActColumns} FROM acts WHERE id = $1", ReadAct, cancellationToken, id)).FirstOrDefault();

    /// <summary>Exchanges about a reference from old to new, of one type of subject or of any; found by the keyed hash, page by page.</summary>
    public Task<List<ExchangeRow>> ExchangesAboutAsync(string? type, string reference, long after, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"""
        SELECT {ExchangeColumns} FROM exchanges e
        WHERE e.id > $1 AND (e.reference_hash = $2 OR e.reference = $3) AND e.via <> 'notice' AND (e.subject_type = $4 OR $4 = '')
        ORDER BY e.id LIMIT {limit}
        """,
        ReadExchange,
        cancellationToken,
        after, keys.Blind(reference), reference, type ?? "");

    /// <summary>Deliveries that rest on an agreement, in the order of commits, page by page.</summary>
    public Task<List<DeliveryRow>> DeliveriesUnderAsync(string agreement, long after, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {DeliveryColumns} FROM deliveries WHERE seq > $1 AND agreements IS NOT NULL AND ' ' || agreements LIKE $2 ORDER BY seq LIMIT {limit}",
        ReadDelivery,
        cancellationToken,
        after, $"% {agreement.Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)}@%");

    /// <summary>Deliveries that reached a recipient, or may have, after an act had begun that should have stopped them, and of which it was not told.</summary>
    public Task<List<(long Act, long Exchange, int N)>> LateDeliveriesAsync(long since, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"""
        SELECT a.id, d.exchange, d.n FROM acts a JOIN deliveries d ON d.exchange = a.exchange
        WHERE a.id > $1 AND a.action IN ('withdraw', 'erase')
          AND (d.status IN (1, 3) OR (d.status = 7 AND d.attempts > 0 AND (d.http_status IS NULL OR d.http_status >= 500)))
          AND (a.origin IS NULL OR a.origin NOT LIKE 'agreement:%' OR ' ' || d.agreements LIKE '% ' || SUBSTR(a.origin, 11) || '@%')
          AND NOT EXISTS (SELECT 1 FROM notices x WHERE x.act = a.id AND x.n = d.n)
        ORDER BY a.id LIMIT {limit}
        """,
        r => (r.GetInt64(0), r.GetInt64(1), (int)r.GetInt64(2)),
        cancellationToken,
        since);

    /// <summary>A notice, or null.</summary>
    public async Task<NoticeRow?> NoticeAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {NoticeColumns} FROM notices WHERE id = $1", ReadNotice, cancellationToken, id)).FirstOrDefault();

    /// <summary>The notices of an exchange's acts, in order.</summary>
    public Task<List<NoticeRow>> NoticesOfAsync(long exchange, CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {NoticeColumns} FROM notices WHERE exchange = $1 ORDER BY id", ReadNotice, cancellationToken, exchange);

    /// <summary>Notices from new to old.</summary>
    /// <param name="within">Only those to one of these systems, or of what one of them sent; null for all.</param>
    /// <param name="recipient">Those to one system only; null for all.</param>
    /// <param name="state"><c>open</c>, <c>confirmed</c>, <c>refused</c>, <c>late</c> or null for all.</param>
    /// <param name="before">Only keys below this one.</param>
    /// <param name="limit">The most rows.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public Task<List<NoticeRow>> NoticesAsync(
        IReadOnlyCollection<string>? within, string? recipient, string? state, long before, int limit, CancellationToken cancellationToken)
    {
        List<object?> values = [before, recipient ?? ""];
        string standing = state switch
        {
            "open" => " AND confirmed IS NULL",
            "confirmed" => " AND confirmed IS NOT NULL",
            "refused" => " AND confirmed IS NULL AND refused IS NOT NULL",
            "late" => " AND confirmed IS NULL AND escalated IS NOT NULL",
            _ => "",
        };
        string mine = within is null
            ? ""
            : $" AND ({In("recipient", within, values)} OR EXISTS (SELECT 1 FROM exchanges x WHERE x.id = notices.exchange AND {In("x.system", within, values)}))";
        return QueryAsync(
            $"SELECT {NoticeColumns} FROM notices WHERE id < $1 AND (recipient = $2 OR $2 = ''){standing}{mine} ORDER BY id DESC LIMIT {limit}",
            ReadNotice,
            cancellationToken,
            [.. values]);
    }

    /// <summary>Notices past their time that nobody has been alarmed of.</summary>
    public Task<List<NoticeRow>> LateNoticesAsync(long now, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {NoticeColumns} FROM notices WHERE confirmed IS NULL AND escalated IS NULL AND due < $1 ORDER BY due LIMIT {limit}",
        ReadNotice,
        cancellationToken,
        now);

    /// <summary>Corrections whose corrected message the recipient has taken: that confirms them.</summary>
    public Task<List<NoticeRow>> TakenCorrectionsAsync(int limit, CancellationToken cancellationToken) => QueryAsync(
        $"""
        SELECT {NoticeColumns} FROM notices WHERE confirmed IS NULL AND channel = 'correction' AND EXISTS (
          SELECT 1 FROM deliveries d WHERE d.exchange = notices.told AND d.recipient = notices.recipient AND d.status IN (1, 3))
        ORDER BY id LIMIT {limit}
        """,
        ReadNotice,
        cancellationToken);

    /// <summary>Confirmed notices of an erasure: what they said can go.</summary>
    public Task<List<NoticeRow>> ClearableNoticesAsync(int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {NoticeColumns} FROM notices WHERE action = 'erase' AND confirmed IS NOT NULL AND cleared IS NULL ORDER BY id LIMIT {limit}",
        ReadNotice,
        cancellationToken);

    /// <summary>How many notices are late.</summary>
    public async Task<long> LateNoticeCountAsync(CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT COUNT(*) FROM notices WHERE confirmed IS NULL AND escalated IS NOT NULL", r => r.GetInt64(0), cancellationToken))[0];

    /// <summary>A hold, or null.</summary>
    public async Task<HoldRow?> HoldAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {HoldColumns} FROM holds WHERE id = $1", ReadHold, cancellationToken, id)).FirstOrDefault();

    /// <summary>Holds from new to old, ended ones among them if wanted.</summary>
    public Task<List<HoldRow>> HoldsAsync(bool ended, long before, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {HoldColumns} FROM holds WHERE id < $1{(ended ? "" : " AND ended IS NULL")} ORDER BY id DESC LIMIT {limit}",
        ReadHold,
        cancellationToken,
        before);

    /// <summary>Exchanges after a key, for which retention is to be worked out.</summary>
    public Task<List<ExchangeRow>> ExchangesAfterAsync(long after, long before, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {ExchangeColumns} FROM exchanges e WHERE e.id > $1 AND e.id < $2 ORDER BY e.id LIMIT {limit}",
        ReadExchange,
        cancellationToken,
        after, before);

    /// <summary>What has come up.</summary>
    public Task<List<RetentionRow>> DueAsync(long now, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT exchange, rule, base, due, subject FROM retention WHERE state = 0 AND due <= $1 ORDER BY due LIMIT {limit}",
        ReadRetention,
        cancellationToken,
        now);

    /// <summary>When an exchange comes up, or null.</summary>
    public async Task<RetentionRow?> RetentionAsync(long exchange, CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT exchange, rule, base, due, subject FROM retention WHERE exchange = $1", ReadRetention, cancellationToken, exchange)).FirstOrDefault();

    /// <summary>The latest base date among the exchanges about a subject.</summary>
    public async Task<long?> LatestBaseAsync(long subject, CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT MAX(base) FROM retention WHERE subject = $1", r => Long(r, 0), cancellationToken, subject))[0];

    /// <summary>A review, or null.</summary>
    public async Task<ReviewRow?> ReviewAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {ReviewColumns} FROM reviews WHERE id = $1", ReadReview, cancellationToken, id)).FirstOrDefault();

    /// <summary>Reviews of what some systems sent, or all (null), from new to old; decided ones among them if wanted.</summary>
    public Task<List<ReviewRow>> ReviewsAsync(bool decided, IReadOnlyCollection<string>? within, long before, int limit, CancellationToken cancellationToken)
    {
        Conditions where = new Conditions().And($"id < {before}");
        if (!decided)
        {
            where.AndAlso("decided IS NULL");
        }

        if (within is not null)
        {
            where.And($"EXISTS (SELECT 1 FROM exchanges e WHERE e.id = reviews.exchange AND {Conditions.OneOf("e.system", within)})");
        }

        return QueryAsync($"SELECT {ReviewColumns} FROM reviews WHERE {where} ORDER BY id DESC LIMIT {limit}", ReadReview, cancellationToken, where.Values);
    }

    private static ActRow ReadAct(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Exchange = r.GetInt64(1),
        Action = r.GetString(2),
        At = r.GetInt64(3),
        By = r.GetString(4),
        Organisation = r.GetString(5),
        Reason = r.GetString(6),
        Marking = Text(r, 7),
        Replacement = Long(r, 8),
        Origin = Text(r, 9),
        Done = Long(r, 10),
    };

    private static NoticeRow ReadNotice(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Act = r.GetInt64(1),
        Exchange = r.GetInt64(2),
        N = (int)r.GetInt64(3),
        Recipient = r.GetString(4),
        Organisation = r.GetString(5),
        Action = r.GetString(6),
        Channel = r.GetString(7),
        Told = r.GetInt64(8),
        At = r.GetInt64(9),
        Due = r.GetInt64(10),
        Confirmed = Long(r, 11),
        ConfirmedBy = Text(r, 12),
        Escalated = Long(r, 13),
        Refused = Long(r, 14),
        Subjects = Bytes(r, 15),
    };

    private static RetentionRow ReadRetention(DbDataReader r) => new(r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), Long(r, 4));

    private static ReviewRow ReadReview(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Exchange = r.GetInt64(1),
        Rule = r.GetString(2),
        Opened = r.GetInt64(3),
        Due = r.GetInt64(4),
        Decided = Long(r, 5),
        Decision = Text(r, 6),
        By = Text(r, 7),
        Reason = Text(r, 8),
        NextDue = Long(r, 9),
    };

    private HoldRow ReadHold(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Kind = r.GetString(1),
        Exchange = Long(r, 2),
        Type = Text(r, 3),
        Hash = Long(r, 4),
        Key = Long(r, 5),
        Reference = keys.Open(SealedPlace.Hold, Bytes(r, 6)) is byte[] plain ? System.Text.Encoding.UTF8.GetString(plain) : null,
        Reason = r.GetString(7),
        By = r.GetString(8),
        Placed = r.GetInt64(9),
        Ended = Long(r, 10),
        EndedBy = Text(r, 11),
        EndedReason = Text(r, 12),
    };
}
