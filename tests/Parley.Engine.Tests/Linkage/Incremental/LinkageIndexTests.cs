using System.Globalization;
using Parley.Engine.Linkage;
using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Clustering;
using Parley.Engine.Linkage.Incremental;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Tests.Linkage.Support;
using Xunit;

namespace Parley.Engine.Tests.Linkage.Incremental;

public class LinkageIndexTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Changes_InAnyOrder_GiveTheAnswerOfABatch(int seed)
    {
        Random random = new(seed);
        LinkageSettings settings = Settings(cap: 4 + random.Next(8));
        LinkageIndex index = new(People.Map, settings);
        Dictionary<string, string[]> inForce = [];
        List<(string Id, string[] Values)> records = People.Records(160, seed);
        for (int step = 0; step < 400; step++)
        {
            (string id, string[] values) = records[random.Next(records.Count)];
            if (random.Next(4) == 0)
            {
                Assert.Equal(inForce.Remove(id), index.Remove(id));
                continue;
            }

            string[] put = random.Next(3) == 0 ? records[random.Next(records.Count)].Values : values;
            inForce[id] = put;
            index.Put(id, put);
        }

        Assert.Equal(OfBatch(settings, inForce.Select(r => (r.Key, r.Value))), Of(index, inForce.Keys));
        string[] shuffled = [.. inForce.Keys];
        random.Shuffle(shuffled);
        Assert.Equal(Of(index, inForce.Keys), OfBatch(settings, shuffled.Select(id => (id, inForce[id]))));
    }

    [Fact]
    public void Of_ABatch_GoesOnAsTheBatchWould()
    {
        List<(string Id, string[] Values)> records = People.Records(300, 7);
        LinkResult first = BatchLinker.Link(People.Table(records.Take(200)), new LinkOptions { Threshold = 6 });
        LinkageSettings settings = new()
        {
            Model = first.Model, Blocking = first.Blocking, Threshold = 6, Others = 199, Frequencies = ValueFrequencies.Of(People.Table(records.Take(200))),
        };
        LinkageIndex index = LinkageIndex.Of(first);
        foreach ((string id, string[] values) in records.Skip(200))
        {
            index.Put(id, values);
        }

        Assert.Equal(OfBatch(settings, records), Of(index, records.Select(r => r.Id)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Link_AfterGathering_IsAsPutOneAtATime_AndGoesOnSo(int seed)
    {
        Random random = new(seed);
        LinkageSettings settings = Settings(cap: 4 + random.Next(8));
        (LinkageIndex one, LinkageIndex many) = (new(People.Map, settings), new(People.Map, settings));
        List<(string Id, string[] Values)> records = People.Records(160, seed);
        HashSet<string> inForce = [];
        many.Gather();
        Change(500);
        Assert.All(inForce, id => Assert.Equal(one.Keys(id), many.Keys(id)));
        Assert.All(inForce.SelectMany(id => one.Keys(id)), key => Assert.Equal(one.Block(key, 1000)!.Order(), many.Block(key, 1000)!.Order()));
        many.Link(1 + random.Next(3));
        Same();
        Change(200);
        Same();

        void Change(int steps)
        {
            for (int step = 0; step < steps; step++)
            {
                (string id, string[] values) = records[random.Next(records.Count)];
                string other = records[random.Next(records.Count)].Id;
                if (random.Next(5) == 0 && id != other)
                {
                    bool? same = random.Next(3) switch { 0 => true, 1 => false, _ => null };
                    one.Judge(id, other, same);
                    many.Judge(id, other, same);
                }
                else if (random.Next(3) == 0)
                {
                    Assert.Equal((inForce.Remove(id), one.Remove(id)), (many.Contains(id), many.Remove(id)));
                }
                else
                {
                    string[] put = random.Next(3) == 0 ? records[random.Next(records.Count)].Values : values;
                    inForce.Add(id);
                    one.Put(id, put);
                    many.Put(id, put);
                }
            }
        }

        void Same()
        {
            Assert.Equal(one.Count, many.Count);
            Assert.Equal(Of(one, inForce), Of(many, inForce));
            Assert.Equal(Ordered(one), Ordered(many));
        }

        static IEnumerable<(string, string, float)> Ordered(LinkageIndex index) => index.Pairs()
            .Select(p => string.CompareOrdinal(p.Left, p.Right) < 0 ? (p.Left, p.Right, p.Weight) : (p.Right, p.Left, p.Weight)).Order();
    }

    [Fact]
    public void Put_ARecordThatJoins_NamesTheClusterByItsLowestId()
    {
        LinkageIndex index = new(People.Map, Settings(cap: 100));
        index.Put("b", ["Margaret", "Okoro", "1961-02-03", "F", "12 Fennel Road", "ZX1 1AB", "07700 900123"]);
        index.Put("a", ["Peggy", "Okoro", "1961-03-02", "F", "12 Fennel Rd", "ZX1 1AB", "07700 900123"]);
        index.Put("c", ["Ian", "Vance", "1980-12-30", "M", "3 Fennel Road", "ZX2 1AB", "07700 900999"]);

        Assert.Equal(["a", "b"], index.Cluster("b"));
        Assert.Equal("a", index.ClusterId("b"));
        Assert.Equal(["c"], index.Cluster("c"));
        Assert.True(index.Remove("a"));
        Assert.Equal(["b"], index.Cluster("b"));
        Assert.Empty(index.Matches("b"));
    }

    [Fact]
    public void Put_OneTelephoneForAll_GrowsNotQuadratically()
    {
        LinkageIndex index = new(People.Map, Settings(cap: 50));
        for (int i = 0; i < 3000; i++)
        {
            string letters = string.Concat(i.ToString("D4", CultureInfo.InvariantCulture).Select(c => (char)('A' + c - '0')));
            index.Put($"r{i}", [$"Xa{letters}", $"Q{letters}", "", "", "", "", "07700 900001"]);
        }

        Assert.All(Enumerable.Range(0, 3000), i => Assert.True(index.Matches($"r{i}").Count < 100));
    }

    // Each is like the next, and no block is over its cap: the records are one component, however few of them are one person.
    [Fact]
    public void Put_AChainOfRecords_LooksNotAtTheWholeChainEachTime()
    {
        const int Many = 30_000;
        LinkageIndex index = new(People.Map, Settings(cap: 50));
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < Many; i++)
            {
                index.Put($"r{i}", ["Kim", $"Vance {Letters(i / 2)}", "", "", "", "", $"07700 9{(i + 1) / 2:00000}"]);
            }
        }

        Assert.Contains(index.Matches("r7"), m => m.Id is "r6" or "r8");
        Assert.InRange(index.Cluster("r7").Count, 1, 10);

        static string Letters(int i) => string.Concat(i.ToString("D5", CultureInfo.InvariantCulture).Select(c => (char)('A' + c - '0')));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Decisions_InAnyOrderAmongChanges_GiveOneAnswer(int seed)
    {
        Random random = new(seed);
        LinkageSettings settings = Settings(cap: 100);
        List<(string Id, string[] Values)> records = [.. People.Records(60, seed).DistinctBy(r => r.Id)];
        List<(string Left, string Right, bool Same)> decisions = [.. Enumerable.Range(0, 20)
            .Select(_ => (records[random.Next(records.Count)].Id, records[random.Next(records.Count)].Id, random.Next(2) == 0))
            .Where(d => string.CompareOrdinal(d.Item1, d.Item2) < 0).DistinctBy(d => (d.Item1, d.Item2))];
        List<Action<LinkageIndex>> steps =
        [
            .. records.Select(r => (Action<LinkageIndex>)(index => index.Put(r.Id, r.Values))), .. decisions.Select(d => (Action<LinkageIndex>)(index => index.Judge(d.Left, d.Right, d.Same))),
        ];
        List<string> expected = Run(steps);
        for (int round = 0; round < 3; round++)
        {
            Action<LinkageIndex>[] shuffled = [.. steps];
            random.Shuffle(shuffled);
            Assert.Equal(expected, Run([.. shuffled, index => index.Remove(records[0].Id), index => index.Put(records[0].Id, records[0].Values)]));
        }

        List<string> Run(IReadOnlyList<Action<LinkageIndex>> all)
        {
            LinkageIndex index = new(People.Map, settings);
            Dictionary<(string, string), float> found = [];
            index.PairChanged = (left, right, weight) =>
            {
                (string, string) pair = string.CompareOrdinal(left, right) < 0 ? (left, right) : (right, left);
                Assert.Equal(weight is null, found.ContainsKey(pair));
                if (weight is float bits)
                {
                    found[pair] = bits;
                }
                else
                {
                    found.Remove(pair);
                }
            };
            all.ToList().ForEach(step => step(index));
            Assert.Equal(found.Count, index.Pairs().Count());
            Assert.All(decisions, d => Assert.True(d.Same || index.ClusterId(d.Left) != index.ClusterId(d.Right)));
            return Of(index, records.Select(r => r.Id));
        }
    }

    [Fact]
    public void Judge_SameJoins_NotSameSplits_AndTakingItBackUndoesIt()
    {
        LinkageIndex index = new(People.Map, Settings(cap: 100));
        index.Put("b", ["Margaret", "Okoro", "1961-02-03", "F", "12 Fennel Road", "ZX1 1AB", "07700 900123"]);
        index.Put("a", ["Peggy", "Okoro", "1961-03-02", "F", "12 Fennel Rd", "ZX1 1AB", "07700 900123"]);
        index.Put("c", ["Ian", "Vance", "1980-12-30", "M", "3 Fennel Road", "ZX2 1AB", "07700 900999"]);

        index.Judge("a", "b", false);
        index.Judge("c", "a", true);
        Assert.Equal(["a", "c"], index.Cluster("a"));
        Assert.Equal(["b"], index.Cluster("b"));

        index.Judge("b", "a", null);
        index.Judge("a", "c", null);
        Assert.Equal(["a", "b"], index.Cluster("b"));
        Assert.Equal(["c"], index.Cluster("c"));
    }

    private static LinkageSettings Settings(int cap)
    {
        RecordTable table = People.Table(People.Records(150, 99));
        LinkResult trained = BatchLinker.Link(table, new LinkOptions());
        BlockingPlan plan = new(trained.Blocking.Enabled, [.. Enumerable.Repeat(cap, 32)]);
        return new LinkageSettings { Model = trained.Model, Frequencies = ValueFrequencies.Of(table), Blocking = plan, Threshold = 5, Others = 149 };
    }

    private static List<string> Of(LinkageIndex index, IEnumerable<string> ids) =>
        [.. ids.Order(StringComparer.Ordinal).Select(id => $"{id} in {string.Join(' ', index.Cluster(id))}: {string.Join(' ', index.Matches(id).Select(m => $"{m.Id}={m.Weight:R}"))}")];

    private static List<string> OfBatch(LinkageSettings settings, IEnumerable<(string Id, string[] Values)> records)
    {
        RecordTable table = People.Table(records, settings.Frequencies);
        LinkResult result = BatchLinker.Link(
            table, new LinkOptions { Model = settings.Model, KeepPrior = true, Blocking = settings.Blocking, Threshold = settings.Threshold, Others = settings.Others, Threads = 1 });
        ILookup<int, ScoredPair> left = result.Pairs.ToLookup(p => p.Left);
        ILookup<int, ScoredPair> right = result.Pairs.ToLookup(p => p.Right);
        ILookup<int, int> clusters = Enumerable.Range(0, table.Count).ToLookup(r => result.ClusterOf[r]);
        return [.. Enumerable.Range(0, table.Count).OrderBy(table.Id, StringComparer.Ordinal).Select(row =>
        {
            IEnumerable<string> members = clusters[result.ClusterOf[row]].Select(table.Id).Order(StringComparer.Ordinal);
            IEnumerable<string> matches = left[row].Select(p => (Id: table.Id(p.Right), p.Weight)).Concat(right[row].Select(p => (Id: table.Id(p.Left), p.Weight)))
                .OrderByDescending(p => p.Weight).ThenBy(p => p.Id, StringComparer.Ordinal).Select(m => $"{m.Id}={m.Weight:R}");
            return $"{table.Id(row)} in {string.Join(' ', members)}: {string.Join(' ', matches)}";
        })];
    }
}
