using Parley.Engine.Search;
using Xunit;

namespace Parley.Engine.Tests.Search;

/// <summary>The table of terms is what any other would be.</summary>
public sealed class TermTableTests
{
    [Theory]
    [InlineData(1, 3_000)]
    [InlineData(2, 200_000)]
    public void Table_HasWhatCame_AndNotWhatWent(int seed, int range)
    {
        Random random = new(seed);
        TermTable table = new();
        Dictionary<ulong, int> expected = [];
        for (int i = 0; i < 600_000; i++)
        {
            // Alike at their beginnings, as the terms of one kind are.
            ulong term = Term.Of(TermKind.Digits, $"7700{random.Next(range):000000}");
            if (random.Next(3) == 0)
            {
                Assert.Equal(expected.Remove(term), table.Remove(term));
                continue;
            }

            table.GetOrAdd(term, out bool known) = i;
            Assert.Equal(expected.ContainsKey(term), known);
            expected[term] = i;
        }

        Assert.Equal(expected.Count, table.Count);
        for (int i = 0; i < range; i++)
        {
            ulong term = Term.Of(TermKind.Digits, $"7700{i:000000}");
            Assert.Equal(expected.TryGetValue(term, out int number), table.TryGet(term, out int found));
            Assert.Equal(number, found);
        }
    }

    [Fact]
    public void New_BeginsWithNothing()
    {
        TermTable table = new();
        ulong term = Term.Of(TermKind.Email, "kim@example.com");

        Assert.False(table.TryGet(term, out _));
        Assert.Equal(0, table.GetOrAdd(term, out bool known));
        Assert.False(known);
        Assert.True(table.Remove(term));
        Assert.Equal(0, table.GetOrAdd(term, out known));
        Assert.False(known);
    }
}
