using Parley.Engine.Identities;
using Xunit;

namespace Parley.Engine.Tests.Identities;

public class ThingClustersTests
{
    private static readonly ThingKey s_mark = new("vrm", "WX63ABC");

    [Fact]
    public void Of_OneMark_IsOneThing() =>
        Assert.Equal([1L, 2L], ThingClusters.Of(2, Records((1, [s_mark]), (2, [s_mark]), (3, [new("vrm", "WX63ABD")]))));

    [Fact]
    public void Of_OneMarkOnTwoVehicles_JoinsNobodyByIt()
    {
        Dictionary<long, IReadOnlyList<ThingKey>> records = Records(
            (1, [new("vin", "A"), s_mark]), (2, [new("vin", "B"), s_mark]), (3, [s_mark]), (4, [new("vin", "A")]));

        Assert.Equal([1L, 4L], ThingClusters.Of(1, records));
        Assert.Equal([2L], ThingClusters.Of(2, records));
        Assert.Equal([3L], ThingClusters.Of(3, records));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_AnyMember_GivesTheSame(int seed)
    {
        Random random = new(seed);
        Dictionary<long, IReadOnlyList<ThingKey>> records = Enumerable.Range(1, 60).ToDictionary(
            i => (long)i,
            IReadOnlyList<ThingKey> (_) => [.. new[] { new ThingKey("vin", $"{random.Next(12)}"), new ThingKey("vrm", $"{random.Next(12)}") }.Skip(random.Next(2))]);

        foreach (long record in records.Keys)
        {
            IReadOnlyList<long> cluster = ThingClusters.Of(record, records);
            Assert.All(cluster, member => Assert.Equal(cluster, ThingClusters.Of(member, records)));
        }
    }

    [Fact]
    public void Index_GivesHolders_AndForgetsWhoWent()
    {
        ThingIndex index = new();
        index.Put(1, [s_mark]);
        index.Put(2, [s_mark, new("vin", "A")]);
        index.Put(2, [s_mark]);
        Assert.Equal([1L, 2L], index.Holders(s_mark, 10)!.Order());
        Assert.Empty(index.Holders(new("vin", "A"), 10)!);
        Assert.Null(index.Holders(s_mark, 1));
        Assert.True(index.Remove(1));
        Assert.False(index.Remove(1));
        Assert.Equal([2L], index.Holders(s_mark, 10)!);
    }

    private static Dictionary<long, IReadOnlyList<ThingKey>> Records(params (long Record, ThingKey[] Keys)[] records) =>
        records.ToDictionary(r => r.Record, IReadOnlyList<ThingKey> (r) => r.Keys);
}
