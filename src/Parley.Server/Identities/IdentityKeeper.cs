using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>
/// Links what is in force in the repository as it comes in, and keeps the stored pairs in line with the index. What a crash kept from being stored is found again at the next
/// start, since the index is a function of the records in force.
/// </summary>
internal sealed class IdentityKeeper : RepositoryFollower, IGaugeSource
{
    // Fewer are not worth a transaction; a start removes what there is.
    private const int DeadAtOnce = 1000;

    private readonly Store _store;
    private readonly DecisionTable _decisions;
    private readonly IdentityIndex _index;
    private readonly PairWriter _writer;

    public IdentityKeeper(
        Store store, RecordTable table, RepositoryBundles bundles, RepositoryPass pass, Projector projector, IdentityIndex index, DecisionTable decisions,
        ILogger<IdentityKeeper> log)
        : base(store, table, bundles, pass, projector, log)
    {
        (_store, _index, _decisions) = (store, index, decisions);
        _writer = new PairWriter(store, index.TakeDead, Logger);
    }

    /// <inheritdoc/>
    protected override string IndexName => "identities";

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        (int records, int pairs, int waiting, int dead) = _index.Counts;
        yield return ("parley_identity_records", "Records of persons that are linked.", "", records);
        yield return ("parley_identity_pairs", "Pairs of records that may be of one person.", "", pairs);
        yield return ("parley_identity_pairs_dead", "Stored rows of pairs that newer ones have taken the place of; removed from a thousand up.", "", dead);
        yield return ("parley_identity_filled", "1 when all that was there before the start is linked.", "", Filled.IsCompletedSuccessfully ? 1 : 0);
        yield return ("parley_identity_waiting", "Pairs between the thresholds, those decided on among them.", "", waiting);
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        foreach (IdentityDecisionRow row in await _store.Reader.IdentityDecisionsAsync(cancellationToken))
        {
            _decisions.Put(row);
            _index.Judge(row.Low, row.High);
        }

        await base.DoAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Put(long record, StoredBundle stored, int place) => _index.Put(record, stored, place);

    /// <inheritdoc/>
    protected override void PutEarlier(long record, StoredBundle stored, int place) => _index.PutEarlier(record, stored, place);

    /// <inheritdoc/>
    protected override void ForgetEarlier(long record, long exchange) => _index.ForgetEarlier(record, exchange);

    /// <inheritdoc/>
    protected override void Remove(long record) => _index.Remove(record);

    /// <inheritdoc/>
    protected override async Task FilledAsync(CancellationToken cancellationToken)
    {
        long after = 0;
        while (await _store.Reader.IdentityPairsAfterAsync(after, PairWriter.RowsAtOnce, cancellationToken) is { Count: > 0 } rows)
        {
            _index.TakeStored(rows);
            after = rows[^1].Id;
        }

        await _writer.WriteAsync(_index.LinkAll(), cancellationToken);
        await _writer.SweepAsync(1, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task TakenAsync(CancellationToken cancellationToken)
    {
        await _writer.WriteAsync(_index.TakeDifferences(), cancellationToken);
        await _writer.SweepAsync(DeadAtOnce, cancellationToken);
    }
}
