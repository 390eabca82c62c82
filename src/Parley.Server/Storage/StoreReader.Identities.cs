namespace Parley.Server.Storage;

/// <summary>Questions about identities.</summary>
internal sealed partial class StoreReader
{
    /// <summary>Changes of pairs in their order, page by page.</summary>
    public Task<List<IdentityPairRow>> IdentityPairsAfterAsync(long after, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT id, low, high, weight, model FROM identity_pairs WHERE id > $1 ORDER BY id LIMIT {limit}",
        r => new IdentityPairRow(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), Long(r, 3), r.GetString(4)),
        cancellationToken,
        after);

    /// <summary>All decisions on pairs, in their order.</summary>
    public Task<List<IdentityDecisionRow>> IdentityDecisionsAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT id, low, high, verdict, at, by_whom, organisation, reason, weight, model, undone, undone_by FROM identity_decisions ORDER BY id",
        r => new IdentityDecisionRow
        {
            Id = r.GetInt64(0),
            Low = r.GetInt64(1),
            High = r.GetInt64(2),
            Verdict = r.GetInt64(3),
            At = r.GetInt64(4),
            By = r.GetString(5),
            Organisation = r.GetString(6),
            Reason = Text(r, 7),
            Weight = Long(r, 8),
            Model = r.GetString(9),
            Undone = Long(r, 10),
            UndoneBy = Text(r, 11),
        },
        cancellationToken);
}
