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
