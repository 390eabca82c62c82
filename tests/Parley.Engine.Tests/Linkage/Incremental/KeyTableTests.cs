using Parley.Engine.Linkage.Incremental;
using Xunit;

namespace Parley.Engine.Tests.Linkage.Incremental;

public class KeyTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Blocks_LargeAndSmall_HoldWhatWasAddedAndNotRemoved(int seed)
    {
        Random random = new(seed);
        KeyTable table = new();
        Dictionary<ulong, HashSet<int>> expected = [];
        for (int step = 0; step < 30_000; step++)
        {
            ulong key = (ulong)random.Next(4) << 60;
            HashSet<int> rows = expected.TryGetValue(key, out HashSet<int>? known) ? known : expected[key] = [];
            int row = random.Next(5_000);
            if (step > 15_000 && random.Next(3) > 0)
            {
                if (rows.Remove(row))
                {
                    Assert.Equal(rows.Count, table.Remove(key, row));
                }
            }
            else if (rows.Add(row))
            {
                Assert.Equal(rows.Count, table.Add(key, row));
            }
        }

        foreach ((ulong key, HashSet<int> rows) in expected)
        {
            Assert.Equal(rows.Count > 0, table.Members(key, out int single, out List<int>? block));
            Assert.Equal(rows.Order(), block is null ? [single] : block.Order());
            Assert.Equal(rows.Count, table.Count(key));
        }
    }
}
