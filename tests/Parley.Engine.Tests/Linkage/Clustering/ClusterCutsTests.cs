using Parley.Engine.Linkage.Clustering;
using Xunit;

namespace Parley.Engine.Tests.Linkage.Clustering;

public class ClusterCutsTests
{
    [Fact]
    public void Of_TwoGroupsOnOnePair_NamesIt()
    {
        IReadOnlyList<ClusterCut> cuts = ClusterCuts.Of(
            ["a", "b", "c", "d", "e"], [("a", "b", 20), ("b", "c", 20), ("a", "c", 20), ("c", "d", 9), ("d", "e", 15)]);

        Assert.Equal([("c", "d"), ("d", "e")], cuts.Select(c => (Assert.Single(c.Pairs).Left, c.Pairs[0].Right)));
        Assert.Equal(["d", "e"], cuts[0].Side);
        Assert.Equal(["e"], cuts[1].Side);
    }

    [Fact]
    public void Of_ARing_NamesTheLightestPairsThatTogetherHold()
    {
        IReadOnlyList<ClusterCut> cuts = ClusterCuts.Of(["a", "b", "c", "d"], [("a", "b", 20), ("b", "c", 9), ("c", "d", 20), ("d", "a", 10)]);

        ClusterCut cut = Assert.Single(cuts);
        Assert.Equal([("d", "a", 10f), ("b", "c", 9f)], cut.Pairs);
        Assert.Equal(["c", "d"], cut.Side);
        Assert.Equal(19.0, cut.Weight);
    }

    [Fact]
    public void Of_TwoRecords_IsTheirPair() => Assert.Equal(("b", 12.0), (ClusterCuts.Of(["b", "a"], [("a", "b", 12)])[0].Side[0], ClusterCuts.Of(["a", "b"], [("a", "b", 12)])[0].Weight));

    [Fact]
    public void Of_OneRecord_IsNothing() => Assert.Empty(ClusterCuts.Of(["a"], []));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Of_AnyGraph_TheCutSplitsIt_AndNoneIsLighter(int seed)
    {
        Random random = new(seed);
        string[] members = [.. Enumerable.Range(0, 8).Select(i => $"{(char)('a' + i)}")];
        List<(string Left, string Right, float Weight)> pairs = [];
        for (int i = 1; i < members.Length; i++)
        {
            // A tree, so that it hangs together, and more beside it.
            pairs.Add((members[random.Next(i)], members[i], 8 + random.Next(20)));
        }

        for (int i = 0; i < members.Length; i++)
        {
            for (int j = i + 1; j < members.Length; j++)
            {
                if (random.Next(2) == 0 && !pairs.Exists(p => p.Left == members[i] && p.Right == members[j]))
                {
                    pairs.Add((members[i], members[j], 8 + random.Next(20)));
                }
            }
        }

        IReadOnlyList<ClusterCut> cuts = ClusterCuts.Of(members, pairs);

        Assert.NotEmpty(cuts);
        Assert.All(cuts, cut => Assert.All(pairs, p => Assert.Equal(cut.Side.Contains(p.Left) != cut.Side.Contains(p.Right), cut.Pairs.Contains(p))));
        if (cuts[0].Pairs.Count > 1)
        {
            Assert.Equal(Lightest(members, pairs), cuts[0].Weight);
        }
    }

    private static double Lightest(string[] members, List<(string Left, string Right, float Weight)> pairs) => Enumerable.Range(1, (1 << (members.Length - 1)) - 1)
        .Select(side => pairs.Where(p => In(side, p.Left) != In(side, p.Right)).Sum(p => (double)p.Weight)).Min();

    private static bool In(int side, string member) => (side & (1 << (member[0] - 'a'))) != 0;
}
