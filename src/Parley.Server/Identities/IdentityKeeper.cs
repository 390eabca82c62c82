using Microsoft.Extensions.Logging;
using Parley.Engine.Identities;
using Parley.Engine.Linkage.Incremental;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>
/// Links what is in force in the repository as it comes in: persons by weight, things by their identifiers. What the index says is a function of the records in force,
/// in whatever order they came; so what a crash kept from being stored is found again at the next start, and the store brought into line with it.
/// </summary>
internal sealed class IdentityKeeper : RepositoryFollower, IGaugeSource
{
    /// <summary>Of a block or an identifier of more records than this nobody is told: too many share it to say anything.</summary>
    public const int MostHolders = 2000;

    // Fewer are not worth a transaction; a start removes what there is.
    private const int DeadAtOnce = 1000;

    private readonly Lock _gate = new();
    private readonly Store _store;
    private readonly IdentitySettings _settings;
    private readonly DecisionTable _decisions;
    private readonly LinkageIndex _people;
    private readonly ThingIndex _things = new();
    private readonly Dictionary<long, string> _systems = [];
    private readonly KnownPairs _known;
    private readonly Dictionary<(long Low, long High), float?> _changed = [];
    private readonly PairWriter _writer;
    private bool _live;

    public IdentityKeeper(
        Store store, RecordTable table, RepositoryBundles bundles, WorkspaceHost workspace, Projector projector, IdentitySettings settings, DecisionTable decisions,
        ILogger<IdentityKeeper> log)
        : base(store, table, bundles, workspace, projector, log)
    {
        (_store, _settings, _decisions) = (store, settings, decisions);
        _known = new KnownPairs(settings.ReviewFrom, settings.JoinFrom);
        _writer = new PairWriter(store, TakeDead, Logger);
        _people = settings.NewIndex();
        _people.PairChanged = NotePair;
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        (int records, int pairs, int waiting, int dead) = Counts();
        yield return ("parley_identity_records", "Records of persons that are linked.", "", records);
        yield return ("parley_identity_pairs", "Pairs of records that may be of one person.", "", pairs);
        yield return ("parley_identity_pairs_dead", "Stored rows of pairs that newer ones have taken the place of; removed from a thousand up.", "", dead);
        yield return ("parley_identity_filled", "1 when all that was there before the start is linked.", "", Filled.IsCompletedSuccessfully ? 1 : 0);
        yield return ("parley_identity_waiting", "Pairs between the thresholds, those decided on among them.", "", waiting);
    }

    /// <summary>The records that agree with a person on enough to be compared, by the rule that says so.</summary>
    /// <param name="fill">Sets the values of the person, as far as the asker may see them.</param>
    public IReadOnlyList<LinkBlock> LikeOf(Action<LinkageIndex> fill)
    {
        lock (_gate)
        {
            fill(_people);
            return _people.Blocks(MostHolders);
        }
    }

    /// <summary>The records that hold an identifier of a thing; null when they are too many.</summary>
    public IReadOnlyList<long>? HoldersOf(ThingKey key)
    {
        lock (_gate)
        {
            return _things.Holders(key, MostHolders);
        }
    }

    /// <summary>Those of some records whose systems pass; what a record of an unknown system is stays out.</summary>
    public List<long> Within(IEnumerable<long> records, Func<string, bool> system)
    {
        lock (_gate)
        {
            return [.. records.Where(r => _systems.TryGetValue(r, out string? of) && system(of))];
        }
    }

    /// <summary>Some of the pairs that wait for a person, heaviest first.</summary>
    public List<(long Low, long High, int Weight)> Waiting((int Weight, long Low, long High)? after, int most)
    {
        lock (_gate)
        {
            return [.. _known.Waiting(after).Take(most)];
        }
    }

    /// <summary>The records of a record's cluster as the whole repository has it; for tests and figures, never for an answer.</summary>
    public IReadOnlyList<string> WholeCluster(long record)
    {
        lock (_gate)
        {
            return _people.Cluster(PublicId.Record(record));
        }
    }

    /// <summary>Takes over what people have decided on a pair by now.</summary>
    public void Judge(long left, long right)
    {
        lock (_gate)
        {
            _people.Judge(PublicId.Record(left), PublicId.Record(right), _decisions.Effective(left, right));
        }
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        foreach (IdentityDecisionRow row in await _store.Reader.IdentityDecisionsAsync(cancellationToken))
        {
            _decisions.Put(row);
            Judge(row.Low, row.High);
        }

        await base.DoAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _writer.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override string IndexName => "identities";

    /// <inheritdoc/>
    protected override void Put(long record, StoredBundle stored, int place)
    {
        string type = stored.Content.Records[place].Type.Name;
        lock (_gate)
        {
            if (type != PersonColumns.Type && !ThingKeys.Types.Contains(type))
            {
                return;
            }

            _systems[record] = string.Intern(stored.Row.System);
            if (type == PersonColumns.Type)
            {
                PersonColumns.Put(_people, PublicId.Record(record), stored.Content, place);
            }
            else
            {
                _things.Put(record, ThingKeys.Of(stored.Content.Records[place]));
            }
        }
    }

    /// <inheritdoc/>
    protected override void Remove(long record)
    {
        lock (_gate)
        {
            _people.Remove(PublicId.Record(record));
            _things.Remove(record);
            _systems.Remove(record);
        }
    }

    /// <inheritdoc/>
    protected override async Task FilledAsync(CancellationToken cancellationToken)
    {
        long after = 0;
        while (await _store.Reader.IdentityPairsAfterAsync(after, PairWriter.RowsAtOnce, cancellationToken) is { Count: > 0 } rows)
        {
            lock (_gate)
            {
                rows.ForEach(_known.Take);
            }

            after = rows[^1].Id;
        }

        List<IdentityPairRow> changes;
        lock (_gate)
        {
            foreach ((long, long) pair in _known.All)
            {
                _changed[pair] = null;
            }

            foreach ((string left, string right, float weight) in _people.Pairs())
            {
                NotePair(left, right, weight);
            }

            changes = TakeChanges();
            _live = true;
        }

        await _writer.WriteAsync(changes, cancellationToken);
        await _writer.SweepAsync(1, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task TakenAsync(CancellationToken cancellationToken)
    {
        List<IdentityPairRow> changes = [];
        lock (_gate)
        {
            changes = _live ? TakeChanges() : [];
        }

        await _writer.WriteAsync(changes, cancellationToken);
        await _writer.SweepAsync(DeadAtOnce, cancellationToken);
    }

    private (int Records, int Pairs, int Waiting, int Dead) Counts()
    {
        lock (_gate)
        {
            return (_people.Count, _known.Count, _known.Uncertain, _known.Dead);
        }
    }

    private long[] TakeDead(int from)
    {
        lock (_gate)
        {
            return _known.Dead >= from ? _known.TakeDead(PairWriter.RowsAtOnce) : [];
        }
    }

    private List<IdentityPairRow> TakeChanges()
    {
        List<IdentityPairRow> rows = [.. _changed.Select(c => _known.Change(c.Key, c.Value, _settings.Model)).OfType<IdentityPairRow>()];
        _changed.Clear();
        return rows;
    }

    private void NotePair(string left, string right, float? weight)
    {
        if (PublicId.TryParse('k', left, out long a) && PublicId.TryParse('k', right, out long b))
        {
            _changed[DecisionTable.Pair(a, b)] = weight;
        }
    }
}
