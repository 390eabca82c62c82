using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Clustering;
using Parley.Engine.Linkage.Columns;
using Parley.Engine.Linkage.Comparing;
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
    private readonly BlockingKeys _keys;
    private readonly KeyTable _blocks = new();
    private readonly PairGraph _pairs = new();
    private readonly PairComparer _comparer;
    private readonly LiveClusters _clusters;
    private readonly Dictionary<(string Id, int Source), int> _rows = [];
    private readonly Stack<int> _free = new();
    private readonly JudgedPairs _judged = new();
    private int[] _seen = new int[64];
    private int _round;
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
        _table = table;
        _plan = plan;
        _weights = weights;
        _threshold = (float)threshold;
        _keys = new BlockingKeys(table, plan.Enabled);
        _comparer = new PairComparer(table);
        _clusters = new LiveClusters(_pairs, new ComponentClusterer(table, weights, false, _pairs), _threshold);
    }

    /// <summary>How many records there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Called with each pair that is found from now on, with its weight, and each that no longer is, with none; on the thread that changes the index.</summary>
    public Action<string, string, float?>? PairChanged { get; set; }

    /// <summary>Takes over what a batch over one source of records found, to go on one record at a time. The batch's table belongs to the index from then on.</summary>
    public static LinkageIndex Of(LinkResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        RecordTable table = result.Table;
        table.FixFrequencies();
        LinkageIndex index = new(table, result.Blocking, result.Weights, result.Report.Threshold);
        Span<ulong> keys = stackalloc ulong[BlockingRules.MostKeys];
        for (int row = 0; row < table.Count; row++)
        {
            index._rows.Add((table.Id(row), table.Source(row)), row);
            int count = index._keys.Write(table.Row(row), keys);
            foreach (ulong key in keys[..count])
            {
                index._blocks.Add(key, row);
            }
        }

        foreach (ScoredPair pair in result.Pairs)
        {
            index._pairs.Add(pair.Left, pair.Right, pair.Weight);
        }

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
        int row = _table.Add(id, source);
        if (_rows.TryGetValue((id, source), out int old))
        {
            TakeOut(old);
        }

        if (_free.TryPop(out int free))
        {
            _table.Move(row, free);
            _table.DropLast();
            row = free;
        }

        Reserve(row + 1);
        _rows[(id, source)] = row;
        if (_gathering)
        {
            AddKeys(row);
            return;
        }

        _clusters.Touch(row);
        BringIn(row);
    }

    /// <summary>Takes a record away: a withdrawal or an erasure.</summary>
    /// <returns>False when there is no such record.</returns>
    public bool Remove(string id, int source = 0)
    {
        if (!_rows.Remove((id, source), out int row))
        {
            return false;
        }

        TakeOut(row);
        if (_gathering)
        {
            CloseGap();
        }

        return true;
    }

    /// <summary>Whether there is a record of this id.</summary>
    public bool Contains(string id, int source = 0) => _rows.ContainsKey((id, source));

    /// <summary>
    /// Takes over what a person has decided on two records of the first source: that they are one, that they are not, or null for no decision. It holds for the ids,
    /// whether their records are here or come later, and whatever they say.
    /// </summary>
    public void Judge(string left, string right, bool? same)
    {
        _judged.Set(left, right, same);
        if (!_gathering && _rows.TryGetValue((left, 0), out int a) && _rows.TryGetValue((right, 0), out int b))
        {
            _pairs.Judge(a, b, same);
            _clusters.Touch(a);
            _clusters.Touch(b);
        }
    }

    /// <summary>
    /// From now on records are gathered only, and neither compared nor clustered, until <see cref="Link"/>: for the many that are there at a start. What they might be like
    /// can be asked meanwhile.
    /// </summary>
    public void Gather() => _gathering = true;

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
        foreach (ScoredPair pair in pairs)
        {
            _pairs.Add(pair.Left, pair.Right, pair.Weight);
        }

        foreach (int row in _judged.Ids.Select(id => _rows.GetValueOrDefault((id, 0), -1)).Where(row => row >= 0))
        {
            BringInDecisions(row);
        }

        for (int row = 0; row < _table.Count; row++)
        {
            _clusters.Touch(row);
        }
    }

    /// <summary>The keys of the blocks that the record whose values were set belongs to; it is not added. By them its like is found.</summary>
    public IReadOnlyList<ulong> Keys()
    {
        ulong[] keys = KeysOf(_table.Add(""));
        _table.DropLast();
        return keys;
    }

    /// <summary>The keys of the blocks that a record belongs to; none when it is not here.</summary>
    public IReadOnlyList<ulong> Keys(string id, int source = 0) => _rows.TryGetValue((id, source), out int row) ? KeysOf(row) : [];

    /// <summary>The rule by which records share a key, in words.</summary>
    public static string RuleOf(ulong key) => BlockingRules.All[BlockingKeys.RuleOf(key)].Title;

    /// <summary>The ids of the records of a block; null when they are more than are wanted.</summary>
    public IReadOnlyList<string>? Block(ulong key, int most) => _blocks.Members(key, most, _table.Id);

    /// <summary>All pairs from the review floor up, each once.</summary>
    public IEnumerable<(string Left, string Right, float Weight)> Pairs() => _rows.Values.SelectMany(row =>
        _pairs.Of(row).Where(p => row < p.Other).Select(p => (_table.Id(row), _table.Id(p.Other), p.Weight)));

    /// <summary>The blocking rules whose blocks a record is in that are over their cap, in words: by these alone it is compared with nobody.</summary>
    public IReadOnlyList<string> Capped(string id, int source = 0)
    {
        Span<ulong> keys = stackalloc ulong[BlockingRules.MostKeys];
        keys = keys[.._keys.Write(_table.Row(Row(id, source)), keys)];
        SortedSet<int> rules = [];
        foreach (ulong key in keys)
        {
            if (_blocks.Count(key) > _plan.Cap(BlockingKeys.RuleOf(key)))
            {
                rules.Add(BlockingKeys.RuleOf(key));
            }
        }

        return [.. rules.Select(r => BlockingRules.All[r].Title)];
    }

    /// <summary>The ids that a record reaches over pairs of the threshold and decisions, itself among them, in order: its cluster is a part of them.</summary>
    public IReadOnlyList<string> Component(string id, int source = 0)
    {
        HashSet<int> component = [];
        _pairs.Component(Row(id, source), _threshold, component, []);
        return [.. component.Select(_table.Id).Order(StringComparer.Ordinal)];
    }

    /// <summary>The records that a record is paired with, from the review floor up, heaviest first.</summary>
    public IReadOnlyList<LinkMatch> Matches(string id, int source = 0) =>
        [.. _pairs.Of(Row(id, source)).OrderByDescending(p => p.Weight).ThenBy(p => _table.Id(p.Other), StringComparer.Ordinal)
            .Select(p => new LinkMatch(_table.Id(p.Other), p.Weight, new ScoredPair(0, 0, p.Weight).Probability))];

    /// <summary>The ids of a record's cluster, itself among them, in order; the first names the cluster.</summary>
    public IReadOnlyList<string> Cluster(string id, int source = 0)
    {
        int row = Row(id, source);
        HashSet<int> component = [];
        _pairs.Component(row, _threshold, component, []);
        return [.. component.Where(r => _clusters.Of(r) == _clusters.Of(row)).Select(_table.Id).Order(StringComparer.Ordinal)];
    }

    /// <summary>The id that names a record's cluster: the lowest of its members'.</summary>
    public string ClusterId(string id, int source = 0) => _table.Id(_clusters.Of(Row(id, source)));

    /// <summary>Why two records have the weight they have.</summary>
    public PairExplanation Explain(string left, string right) => new PairExplainer(_table, _weights, _plan).Explain(Row(left, 0), Row(right, 0));

    private int Row(string id, int source) => _rows.TryGetValue((id, source), out int row) ? row : throw new KeyNotFoundException($"there is no record {id}");

    private void BringIn(int row)
    {
        Span<ulong> keys = stackalloc ulong[BlockingRules.MostKeys];
        keys = keys[.._keys.Write(_table.Row(row), keys)];
        _seen[row] = ++_round;
        foreach (ulong key in keys)
        {
            int cap = _plan.Cap(BlockingKeys.RuleOf(key));
            int size = _blocks.Count(key) + 1;
            if (size == cap + 1)
            {
                Burst(key, row);
            }
            else if (size <= cap && _blocks.Members(key, out int single, out List<int>? block))
            {
                ScoreAll(row, single, block);
            }

            // At once, so that a later block of this record that bursts sees this one as burst too.
            _blocks.Add(key, row);
        }

        BringInDecisions(row);
    }

    private void BringInDecisions(int row)
    {
        if (_table.Source(row) == 0 && _judged.TryFind(_table.Id(row), out Dictionary<string, bool>? judged))
        {
            foreach ((string id, bool same) in judged)
            {
                if (_rows.TryGetValue((id, 0), out int other) && other != row)
                {
                    _pairs.Judge(row, other, same);
                }
            }
        }
    }

    private void ScoreAll(int row, int single, List<int>? block)
    {
        if (block is null)
        {
            Score(row, single);
            return;
        }

        foreach (int other in block)
        {
            Score(row, other);
        }
    }

    private void Score(int row, int other)
    {
        if (_seen[other] != _round)
        {
            _seen[other] = _round;
            ScorePair(row, other);
        }
    }

    private void ScorePair(int left, int right)
    {
        float weight = _weights.Total(left, right, _comparer.Compare(left, right));
        if (weight >= BatchLinker.ReviewFloor)
        {
            _pairs.Add(left, right, weight);
            PairChanged?.Invoke(_table.Id(left), _table.Id(right), weight);
            if (weight >= _threshold)
            {
                _clusters.Touch(left);
                _clusters.Touch(right);
            }
        }
    }

    // The block goes over its cap with this record: pairs that only it brought together are no longer found.
    private void Burst(ulong key, int coming)
    {
        _blocks.Members(key, out int _, out List<int>? block);
        HashSet<int> members = [.. block ?? []];
        foreach (int row in members)
        {
            foreach (int other in _pairs.Of(row).Select(p => p.Other).Where(o => o > row && o != coming && members.Contains(o)).ToList())
            {
                if (!ShareAnother(row, other, key))
                {
                    _pairs.Remove(row, other);
                    PairChanged?.Invoke(_table.Id(row), _table.Id(other), null);
                    _clusters.Touch(row);
                    _clusters.Touch(other);
                }
            }
        }
    }

    private bool ShareAnother(int left, int right, ulong butKey)
    {
        Span<ulong> keys = stackalloc ulong[BlockingRules.MostKeys];
        Span<ulong> others = stackalloc ulong[BlockingRules.MostKeys];
        keys = keys[.._keys.Write(_table.Row(left), keys)];
        others = others[.._keys.Write(_table.Row(right), others)];
        foreach (ulong key in keys)
        {
            if (key != butKey && others.Contains(key) && _blocks.Count(key) <= _plan.Cap(BlockingKeys.RuleOf(key)))
            {
                return true;
            }
        }

        return false;
    }

    private void TakeOut(int row)
    {
        Span<ulong> keys = stackalloc ulong[BlockingRules.MostKeys];
        keys = keys[.._keys.Write(_table.Row(row), keys)];
        foreach (int other in _pairs.Clear(row))
        {
            PairChanged?.Invoke(_table.Id(row), _table.Id(other), null);
            _clusters.Touch(other);
        }

        foreach ((int other, bool _) in _pairs.Judged(row).ToList())
        {
            _pairs.Judge(row, other, null);
            _clusters.Touch(other);
        }

        foreach (ulong key in keys)
        {
            int left = _blocks.Remove(key, row);
            if (left == _plan.Cap(BlockingKeys.RuleOf(key)) && !_gathering)
            {
                Revive(key);
            }
        }

        _free.Push(row);
    }

    // The block is back under its cap: its pairs are found again.
    private void Revive(ulong key)
    {
        if (!_blocks.Members(key, out int _, out List<int>? block) || block is null)
        {
            return;
        }

        for (int i = 0; i < block.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!_pairs.Has(block[i], block[j]))
                {
                    ScorePair(block[j], block[i]);
                }
            }
        }
    }

    private ulong[] KeysOf(int row)
    {
        Span<ulong> keys = stackalloc ulong[BlockingRules.MostKeys];
        return [.. keys[.._keys.Write(_table.Row(row), keys)]];
    }

    private void AddKeys(int row)
    {
        Span<ulong> keys = stackalloc ulong[BlockingRules.MostKeys];
        foreach (ulong key in keys[.._keys.Write(_table.Row(row), keys)])
        {
            _blocks.Add(key, row);
        }
    }

    // A batch is over all rows of a table: the last one takes the place of one that is gone.
    private void CloseGap()
    {
        (int gap, int last) = (_free.Pop(), _table.Count - 1);
        if (gap != last)
        {
            foreach (ulong key in KeysOf(last))
            {
                _blocks.Remove(key, last);
                _blocks.Add(key, gap);
            }

            _table.Move(last, gap);
            _rows[(_table.Id(gap), _table.Source(gap))] = gap;
        }

        _table.DropLast();
    }

    private void Reserve(int rows)
    {
        _clusters.Reserve(rows);
        if (rows > _seen.Length)
        {
            Array.Resize(ref _seen, Math.Max(rows, _seen.Length * 2));
        }
    }
}
