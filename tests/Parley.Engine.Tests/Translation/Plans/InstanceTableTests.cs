using Parley.Engine.Translation.Plans;
using Xunit;

namespace Parley.Engine.Tests.Translation.Plans;

public sealed class InstanceTableTests
{
    [Fact]
    public void LastOf_RecordOfSeveralRules_LeadsToAllOfThem()
    {
        InstanceTable table = new();
        table.Begin(3);
        table.Add(1, -1);
        table.Add(2, -1);
        table.Add(1, 0);

        Assert.Equal(2, table.LastOf(1));
        Assert.Equal(0, table[2].Before);
        Assert.Equal(-1, table[0].Before);
        Assert.Equal(-1, table.LastOf(0));
    }

    [Fact]
    public void OrderByParent_MixedParents_KeepsTheOrderWithinEachAndFindsThem()
    {
        InstanceTable table = new();
        table.Begin(10);
        table.Add(0, -1);
        table.Add(1, -1);
        foreach ((int record, int parent) in ((int, int)[])[(5, 1), (6, 0), (7, 1), (8, 0)])
        {
            table.Add(record, parent);
        }

        table.OrderByParent(2);

        Assert.Equal([(6, 0), (8, 0), (5, 1), (7, 1)], Enumerable.Range(2, 4).Select(i => (table[i].Record, table[i].Parent)));
        Assert.Equal(4, table.FirstWithin(2, 6, 1));
        Assert.Equal(6, table.FirstWithin(2, 6, 2));
        Assert.Equal(4, table.LastOf(5));
    }

    [Fact]
    public void TryTakeSingle_SecondOfOneRule_IsRefusedAndAnotherRuleIsNot()
    {
        InstanceTable table = new();
        table.Begin(1);
        table.Add(0, -1);

        Assert.True(table.TryTakeSingle(0, 1));
        Assert.False(table.TryTakeSingle(0, 1));
        Assert.True(table.TryTakeSingle(0, 2));
    }
}
