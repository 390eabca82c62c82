using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Clustering;
using Parley.Engine.Linkage.Columns;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Linkage.Scoring;

namespace Parley.Engine.Linkage.Incremental;

/// <summary>
/// Links records as they come, are corrected and go. After any sequence of changes its pairs and clusters are those that a batch over the records then in
/// force gives with the same settings. Not thread-safe: one writer.
/// </summary>
/// <remarks>
/// A pair exists if and only if its records share a block that is not over its cap, and their weight reaches the review floor; a cluster is a function of the
/// connected component it lies in. So a change of a record touches its own pairs, the pairs of a block that it brings over its cap or back under it, and the
/// components of these; nothing else is looked at.
/// </remarks>
public sealed class LinkageIndex
{
    private readonly RecordTable _table;
    private readonly BlockingPlan _plan;
    private readonly MatchWeights _weights;
    private readonly float _threshold;
    private readonly BlockedRecords _records;
    private readonly PairGraph _pairs = new();
    private readonly LiveClusters _clusters;
    private readonly LivePairs _live;
    private readonly JudgedPairs _judged = new();
    private bool _gathering;

    /// <summary>An empty index.</summary>
    public LinkageIndex(ColumnMap map, LinkageSettings settings)
        : this(new RecordTable(map, settings?.Frequencies), settings!)
    {
    }

    private LinkageIndex(RecordTable table, LinkageSettings settings)
        : this(table, settings.Blocking, new MatchWeights(table, settings.Model, settings.Others), settings.Threshold)
    {
    }

    private LinkageIndex(RecordTable table, BlockingPlan plan, MatchWeights weights, double threshold)
    {
        (_table, _plan, _weights, _threshold) = (table, plan, weights, (float)threshold);
        _records = new BlockedRecords(table, plan);
        _clusters = new LiveClusters(_pairs, new ComponentClusterer(table, weights, false, _pairs), _threshold);
        _live = new LivePairs(table, _records, weights, _pairs, _clusters, _threshold);
    }

    /// <summary>How many records there are.</summary>
    public int Count => _records.Count;

    /// <summary>Called with each pair that is found from now on, with its weight, and each that no longer is, with none; on the thread that changes the index.</summary>
    public Action<string, string, float?>? PairChanged
    {
        get => _live.Changed;
        set => _live.Changed = value;
    }

    /// <summary>Takes over what a batch over one source of records found, to go on one record at a time. The batch's table belongs to the index from then on.</summary>
    public static LinkageIndex Of(LinkResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        RecordTable table = result.Table;
        table.FixFrequencies();
        LinkageIndex index = new(table, result.Blocking, result.Weights, result.Report.Threshold);
        index._records.TakeAll();
        index.Take(result.Pairs);
        index.Reserve(table.Count);
        index._clusters.Take(result.ClusterOf);
        return index;
    }

    /// <summary>Sets one value of the record that <see cref="Put"/> will end.</summary>
    /// <param name="column">The column's place in the map.</param>
    /// <param name="text">The value as it stands in the source.</param>
    public void Set(int column, ReadOnlySpan<char> text) => _table.Set(column, text);

    /// <summary>Adds the record whose values were set, or corrects the one of this id.</summary>
    public void Put(string id, int source = 0)
    {
        _table.Add(id, source);
        if (_records.TryFind(id, source, out int old))
        {
            TakeOut(old);
        }

        int row = _records.TakeLast(id, source);
        Reserve(row + 1);
        if (_gathering)
        {
            _records.Join(row);
            return;
        }

        _live.BringIn(row);
        BringInDecisions(row);
    }

    /// <summary>Takes a record away: a withdrawal or an erasure.</summary>
    /// <returns>False when there is no such record.</returns>
    public bool Remove(string id, int source = 0)
    {
        if (!_records.Forget(id, source, out int row))
        {
            return false;
        }

        TakeOut(row);
        if (_gathering)
        {
            _records.CloseGap();
        }

        return true;
    }

    /// <summary>Whether there is a record of this id.</summary>
    public bool Contains(string id, int source = 0) => _records.TryFind(id, source, out int _);

    /// <summary>
    /// Takes over what a person has decided on two records of the first source: that they are one, that they are not, or null for no decision. It holds for the ids,
    /// whether their records are here or come later, and whatever they say.
    /// </summary>
    public void Judge(string left, string right, bool? same)
    {
        _judged.Set(left, right, same);
        if (!_gathering && _records.TryFind(left, 0, out int a) && _records.TryFind(right, 0, out int b))
        {
            _pairs.Judge(a, b, same);
            _clusters.Touch(a);
            _clusters.Touch(b);
        }
    }

    /// <summary>
    /// From now on records are gathered only, and neither compared nor clustered, until <see cref="Link"/>: for the many that are there at a start. What they might be like
    /// can be asked meanwhile. To be said of an empty index.
    /// </summary>
    public void Gather() => _gathering = Count == 0 ? true : throw new InvalidOperationException("Records of this index are linked already.");

    /// <summary>
    /// Compares and clusters all that was gathered, as if each had been put one at a time; <see cref="PairChanged"/> is not called for it. Blocks may be asked for by
    /// another thread meanwhile, and nothing else.
    /// </summary>
    /// <param name="threads">How many threads may be used; the answer is the same for any.</param>
    public void Link(int threads)
    {
        if (!_gathering)
        {
            return;
        }

        ScoredPair[] pairs = new PairScoring(_table, BlockIndex.Build(_table, _plan, threads), _weights, new LinkOptions { Threads = threads }).Run();
        _gathering = false;
        Take(pairs);
        foreach (string id in _judged.Ids)
        {
            if (_records.TryFind(id, 0, out int row))
            {
                BringInDecisions(row);
            }
        }

        for (int row = 0; row < _table.Count; row++)
        {
            _clusters.Touch(row);
        }
    }

    /// <summary>The keys of the blocks that the record whose values were set belongs to; it is not added. By them its like is found.</summary>
    public IReadOnlyList<ulong> Keys()
    {
        IReadOnlyList<ulong> keys = KeysOf(_table.Add(""));
        _table.DropLast();
        return keys;
    }

    /// <summary>The keys of the blocks that a record belongs to; none when it is not here.</summary>
    public IReadOnlyList<ulong> Keys(string id, int source = 0) => _records.TryFind(id, source, out int row) ? KeysOf(row) : [];

    /// <summary>The rule by which records share a key, in words.</summary>
    public static string RuleOf(ulong key) => BlockingRules.All[BlockingKeys.RuleOf(key)].Title;

    /// <summary>The ids of the records of a block; null when they are more than are wanted.</summary>
    public IReadOnlyList<string>? Block(ulong key, int most) => _records.Ids(key, most);

    /// <summary>All pairs from the review floor up, each once.</summary>
    public IEnumerable<(string Left, string Right, float Weight)> Pairs() => _records.Rows.SelectMany(row =>
        _pairs.Of(row).Where(p => row < p.Other).Select(p => (_table.Id(row), _table.Id(p.Other), p.Weight)));

    /// <summary>The blocking rules whose blocks a record is in that are over their cap, in words: by these alone it is compared with nobody.</summary>
    public IReadOnlyList<string> Capped(string id, int source = 0) =>
        [.. KeysOf(_records.Find(id, source)).Where(_records.IsOverCap).Select(BlockingKeys.RuleOf).Distinct().Order().Select(rule => BlockingRules.All[rule].Title)];

    /// <summary>The ids that a record reaches over pairs of the threshold and decisions, itself among them, in order: its cluster is a part of them.</summary>
    public IReadOnlyList<string> Component(string id, int source = 0) => InOrder(Component(_records.Find(id, source)));

    /// <summary>The records that a record is paired with, from the review floor up, heaviest first.</summary>
    public IReadOnlyList<LinkMatch> Matches(string id, int source = 0) =>
        [.. _pairs.Of(_records.Find(id, source)).OrderByDescending(p => p.Weight).ThenBy(p => _table.Id(p.Other), StringComparer.Ordinal)
            .Select(p => new LinkMatch(_table.Id(p.Other), p.Weight, new ScoredPair(0, 0, p.Weight).Probability))];

    /// <summary>The ids of a record's cluster, itself among them, in order; the first names the cluster.</summary>
    public IReadOnlyList<string> Cluster(string id, int source = 0)
    {
        int row = _records.Find(id, source);
        return InOrder(Component(row).Where(r => _clusters.Of(r) == _clusters.Of(row)));
    }

    /// <summary>The id that names a record's cluster: the lowest of its members'.</summary>
    public string ClusterId(string id, int source = 0) => _table.Id(_clusters.Of(_records.Find(id, source)));

    /// <summary>Why two records have the weight they have.</summary>
    public PairExplanation Explain(string left, string right) => new PairExplainer(_table, _weights, _plan).Explain(_records.Find(left, 0), _records.Find(right, 0));

    private string[] InOrder(IEnumerable<int> rows) => [.. rows.Select(_table.Id).Order(StringComparer.Ordinal)];

    private HashSet<int> Component(int row)
    {
        HashSet<int> component = [];
        _pairs.Component(row, _threshold, component, []);
        return component;
    }

    private ulong[] KeysOf(int row) => [.. _records.KeysOf(row, stackalloc ulong[BlockingRules.MostKeys])];

    private void Take(IEnumerable<ScoredPair> pairs)
    {
        foreach (ScoredPair pair in pairs)
        {
            _pairs.Add(pair.Left, pair.Right, pair.Weight);
        }
    }

    private void BringInDecisions(int row)
    {
        if (_table.Source(row) == 0 && _judged.TryFind(_table.Id(row), out Dictionary<string, bool>? judged))
        {
            foreach ((string id, bool same) in judged)
            {
                if (_records.TryFind(id, 0, out int other) && other != row)
                {
                    _pairs.Judge(row, other, same);
                }
            }
        }
    }

    private void TakeOut(int row)
    {
        if (_gathering)
        {
            _records.Leave(row);
        }
        else
        {
            _live.TakeOut(row);
        }

        _records.Free(row);
    }

    private void Reserve(int rows)
    {
        _clusters.Reserve(rows);
        _live.Reserve(rows);
    }
}
