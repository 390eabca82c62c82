using Parley.Engine.Search;
using Xunit;

namespace Parley.Engine.Tests.Search;

/// <summary>Lists of places in shared arrays are what lists of their own would be.</summary>
public sealed class PlaceListsTests
{
    [Theory]
    [InlineData(1, 40, 30_000)]
    [InlineData(2, 3, 400_000)]
    [InlineData(3, 20_000, 200_000)]
    public void Lists_AreThoseOfTheirOwn_WhateverComesAndGoes(int seed, int most, int changes)
    {
        Random random = new(seed);
        PlaceLists lists = new();
        List<(int Number, List<int> Expected)> all = [];
        for (int i = 0; i < changes; i++)
        {
            int dice = random.Next(100);
            if (all.Count == 0 || (dice < 20 && all.Count < most))
            {
                all.Add((lists.New(i, i + 1), [i, i + 1]));
                continue;
            }

            int at = (int)(all.Count * random.NextDouble() * random.NextDouble());
            (int number, List<int> expected) = all[at];
            if (dice < 93)
            {
                lists.Add(number, i);
                expected.Add(i);
            }
            else if (dice < 97 && expected.Count > 0)
            {
                int gone = random.Next(expected.Count);
                lists.RemoveAt(number, gone);
                expected.RemoveAt(gone);
            }
            else if (dice < 98)
            {
                lists.RemoveAll(number, p => p % 3 == 0);
                expected.RemoveAll(p => p % 3 == 0);
            }
            else if (dice == 98 && most < 100)
            {
                lists.Remove(number);
                all.RemoveAt(at);
            }
        }

        Assert.Equal(all.Count, all.Select(l => l.Number).Distinct().Count());
        Assert.All(all, l => Assert.Equal(l.Expected, lists.At(l.Number)));
    }
}
