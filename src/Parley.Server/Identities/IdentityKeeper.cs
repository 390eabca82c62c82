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

    // Who changes what is kept holds this, and the gate while it does; the batch at the start holds this alone, so that questions need not wait for it.
    private readonly Lock _changes = new();
    private readonly Lock _gate = new();
    private readonly Store _store;
    private readonly IdentitySettings _settings;
    private readonly DecisionTable _decisions;
    private readonly LinkageIndex _people;
    private readonly ThingIndex _things = new();
    private readonly EarlierKeys _earlier = new();

    // Of which system a record is, and which exchange brought the version in force; 0 when only earlier ones are known.
    private readonly Dictionary<long, (string System, long Exchange)> _standing = [];
    private readonly KnownPairs _known;
    private readonly Dictionary<(long Low, long High), float?> _changed = [];
    private readonly PairWriter _writer;
    private bool _live;

    public IdentityKeeper(
        Store store, RecordTable table, RepositoryBundles bundles, RepositoryPass pass, Projector projector, IdentitySettings settings, DecisionTable decisions,
        ILogger<IdentityKeeper> log)
        : base(store, table, bundles, pass, projector, log)
    {
        (_store, _settings, _decisions) = (store, settings, decisions);
        _known = new KnownPairs(settings.ReviewFrom, settings.JoinFrom);
        _writer = new PairWriter(store, TakeDead, Logger);
        _people = settings.NewIndex();
        _people.PairChanged = NotePair;
        _people.Gather();
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

    /// <summary>The records that share a person's key, or did in a version before, and by which rule.</summary>
    public (string Rule, KeyHolders Holders) LikeOf(ulong key)
    {
        lock (_gate)
        {
            return (LinkageIndex.RuleOf(key), KeyHolders.Of(_people.Block(key, MostHolders)?.Select(KeyOf), _earlier.Holders(key, MostHolders)));
        }
    }

    /// <summary>The records that hold an identifier of a thing, or did in a version before.</summary>
    public KeyHolders HoldersOf(ThingKey key)
    {
        lock (_gate)
        {
            return KeyHolders.Of(_things.Holders(key, MostHolders), _earlier.Holders(ThingIndex.HashOf(key), MostHolders));
        }
    }

    /// <summary>Those of some records whose systems pass; what a record of an unknown system is stays out.</summary>
    public List<long> Within(IEnumerable<long> records, Func<string, bool> system)
    {
        lock (_gate)
        {
            return [.. records.Where(r => _standing.TryGetValue(r, out (string System, long) of) && system(of.System))];
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
        lock (_changes)
        {
            lock (_gate)
            {
                _people.Judge(PublicId.Record(left), PublicId.Record(right), _decisions.Effective(left, right));
            }
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
    protected override string IndexName => "identities";

    /// <inheritdoc/>
    protected override void Put(long record, StoredBundle stored, int place)
    {
        if (!IsKept(stored, place))
        {
            return;
        }

        lock (_changes)
        {
            lock (_gate)
            {
                Retire(record, stored.Row.Exchange);
                _earlier.Remove(record, stored.Row.Exchange);
                _standing[record] = (string.Intern(stored.Row.System), stored.Row.Exchange);
                if (IsPerson(stored, place))
                {
                    PersonColumns.Put(_people, PublicId.Record(record), stored.Content, place);
                }
                else
                {
                    _things.Put(record, ThingKeys.Of(stored.Content.Records[place]));
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void PutEarlier(long record, StoredBundle stored, int place)
    {
        if (!IsKept(stored, place))
        {
            return;
        }

        lock (_changes)
        {
            lock (_gate)
            {
                _earlier.Put(
                    record,
                    stored.Row.Exchange,
                    IsPerson(stored, place) ? PersonColumns.Keys(_people, stored.Content, place) : ThingIndex.HashesOf(ThingKeys.Of(stored.Content.Records[place])));
                _standing.TryAdd(record, (string.Intern(stored.Row.System), 0));
            }
        }
    }

    /// <inheritdoc/>
    protected override void ForgetEarlier(long record, long exchange)
    {
        lock (_changes)
        {
            lock (_gate)
            {
                _earlier.Remove(record, exchange);
                Forget(record);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Remove(long record)
    {
        lock (_changes)
        {
            lock (_gate)
            {
                Retire(record, 0);
                _people.Remove(PublicId.Record(record));
                _things.Remove(record);
                Forget(record);
            }
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

        await _writer.WriteAsync(LinkAll(), cancellationToken);
        await _writer.SweepAsync(1, cancellationToken);
    }

    /// <summary>Links what was there before the start, and says how what is stored differs from it.</summary>
    private List<IdentityPairRow> LinkAll()
    {
        lock (_changes)
        {
            _people.Link(Environment.ProcessorCount);
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

                _live = true;
                return TakeChanges();
            }
        }
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

    // What was in force is found by its keys still, when something newer is or nothing any more.
    private void Retire(long record, long exchange)
    {
        if (_standing.TryGetValue(record, out (string System, long Exchange) before) && before.Exchange != 0 && before.Exchange != exchange)
        {
            _earlier.Put(record, before.Exchange, [.. _people.Keys(PublicId.Record(record)), .. _things.HashesOf(record)]);
            _standing[record] = (before.System, 0);
        }
    }

    private void Forget(long record)
    {
        if (!_earlier.Contains(record) && _standing.TryGetValue(record, out (string, long Exchange) standing) && standing.Exchange == 0)
        {
            _standing.Remove(record);
        }
    }

    private static bool IsKept(StoredBundle stored, int place) => IsPerson(stored, place) || ThingKeys.Types.Contains(stored.Content.Records[place].Type.Name);

    private static bool IsPerson(StoredBundle stored, int place) => stored.Content.Records[place].Type.Name == PersonColumns.Type;

    private static long KeyOf(string id) => PublicId.TryParse('k', id, out long key) ? key : throw new FormatException(id);

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
