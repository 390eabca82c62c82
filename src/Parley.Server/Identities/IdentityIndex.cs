using Parley.Engine.Identities;
using Parley.Engine.Linkage.Incremental;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>
/// Which records may be of one person or thing: persons by weight, things by their identifiers, and by what versions before said. What it holds is a function of the records in
/// force and of what people decided, in whatever order they came. It names candidates alone; what an asker is told of them the finder decides. Safe for many threads.
/// </summary>
internal sealed class IdentityIndex
{
    /// <summary>Of a block or an identifier of more records than this nobody is told: too many share it to say anything.</summary>
    public const int MostHolders = 2000;

    // Who changes what is kept holds both; the batch at the start holds the first alone, so that questions need not wait for it.
    private readonly Lock _changes = new();
    private readonly Lock _gate = new();
    private readonly IdentitySettings _settings;
    private readonly DecisionTable _decisions;
    private readonly LinkageIndex _people;
    private readonly ThingIndex _things = new();
    private readonly EarlierKeys _earlier = new();

    // Of which system a record is, and which exchange brought the version in force; 0 when only earlier ones are known.
    private readonly Dictionary<long, (string System, long Exchange)> _standing = [];
    private readonly KnownPairs _known;
    private readonly Dictionary<(long Low, long High), float?> _changed = [];
    private bool _isLinked;

    public IdentityIndex(IdentitySettings settings, DecisionTable decisions)
    {
        (_settings, _decisions) = (settings, decisions);
        _known = new KnownPairs(settings.ReviewFrom, settings.JoinFrom);
        _people = settings.NewIndex();
        _people.PairChanged = NotePair;
        _people.Gather();
    }

    /// <summary>How many records of persons are linked, how many pairs there are, how many of them wait for a decision, and how many stored rows newer ones have taken the place of.</summary>
    public (int Records, int Pairs, int Waiting, int Dead) Counts
    {
        get
        {
            lock (_gate)
            {
                return (_people.Count, _known.Count, _known.Uncertain, _known.Dead);
            }
        }
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
    public void Judge(long left, long right) =>
        Change(() => _people.Judge(PublicId.Record(left), PublicId.Record(right), _decisions.Effective(left, right)));

    /// <summary>Takes in the version of a record that is in force.</summary>
    public void Put(long record, StoredBundle stored, int place)
    {
        if (!IsKept(stored, place))
        {
            return;
        }

        Change(() =>
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
        });
    }

    /// <summary>Takes in a version of a record that is not in force, or no longer.</summary>
    public void PutEarlier(long record, StoredBundle stored, int place)
    {
        if (!IsKept(stored, place))
        {
            return;
        }

        Change(() =>
        {
            _earlier.Put(
                record,
                stored.Row.Exchange,
                IsPerson(stored, place) ? PersonColumns.Keys(_people, stored.Content, place) : ThingIndex.HashesOf(ThingKeys.Of(stored.Content.Records[place])));
            _standing.TryAdd(record, (string.Intern(stored.Row.System), 0));
        });
    }

    /// <summary>Forgets the version of a record that an exchange had brought: it was erased.</summary>
    public void ForgetEarlier(long record, long exchange) => Change(() =>
    {
        _earlier.Remove(record, exchange);
        Forget(record);
    });

    /// <summary>Lets a record go that has no version in force.</summary>
    public void Remove(long record) => Change(() =>
    {
        Retire(record, 0);
        _people.Remove(PublicId.Record(record));
        _things.Remove(record);
        Forget(record);
    });

    /// <summary>Takes in pairs as they are stored.</summary>
    public void TakeStored(List<IdentityPairRow> rows)
    {
        lock (_gate)
        {
            rows.ForEach(_known.Take);
        }
    }

    /// <summary>Links what was there before the start, all at once; from then on what comes in is linked as it comes.</summary>
    /// <returns>How what is stored differs from it.</returns>
    public List<IdentityPairRow> LinkAll()
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

                _isLinked = true;
                return Differences();
            }
        }
    }

    /// <summary>How what is stored differs from what is linked, since it was asked last; nothing before <see cref="LinkAll"/>.</summary>
    public List<IdentityPairRow> TakeDifferences()
    {
        lock (_gate)
        {
            return _isLinked ? Differences() : [];
        }
    }

    /// <summary>Some stored rows that newer ones have taken the place of, when there are at least so many; each once.</summary>
    public long[] TakeDead(int from)
    {
        lock (_gate)
        {
            return _known.Dead >= from ? _known.TakeDead(PairWriter.RowsAtOnce) : [];
        }
    }

    private static bool IsKept(StoredBundle stored, int place) => IsPerson(stored, place) || ThingKeys.Types.Contains(stored.Content.Records[place].Type.Name);

    private static bool IsPerson(StoredBundle stored, int place) => stored.Content.Records[place].Type.Name == PersonColumns.Type;

    private static long KeyOf(string id) => PublicId.TryParse('k', id, out long key) ? key : throw new FormatException(id);

    private void Change(Action change)
    {
        lock (_changes)
        {
            lock (_gate)
            {
                change();
            }
        }
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

    private List<IdentityPairRow> Differences()
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
