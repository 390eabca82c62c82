using Parley.Engine.Linkage.Comparing;
using Xunit;

namespace Parley.Engine.Tests.Linkage.Comparing;

public class ComparingTests
{
    [Theory]
    [InlineData("MARTHA", "MARHTA", 0.961)]
    [InlineData("DIXON", "DICKSONX", 0.813)]
    [InlineData("SAME", "SAME", 1)]
    [InlineData("ABC", "XYZ", 0)]
    public void JaroWinkler_OfKnownPairs_IsAsPublished(string a, string b, double similarity)
    {
        Assert.Equal(similarity, JaroWinkler.Similarity(a, b), 0.001);
        Assert.Equal(JaroWinkler.Similarity(a, b), JaroWinkler.Similarity(b, a));
    }

    [Theory]
    [InlineData("SMITH", "SMTH", true)]
    [InlineData("SMITH", "SMIHT", true)]
    [InlineData("SMITH", "SMYTH", true)]
    [InlineData("SMITH", "SMITHE", true)]
    [InlineData("SMITH", "SMYTHE", false)]
    [InlineData("AB", "BA", true)]
    [InlineData("", "A", true)]
    public void OneEdit_OfPairs_IsTold(string a, string b, bool apart)
    {
        Assert.Equal(apart, OneEdit.Apart(a, b));
        Assert.Equal(apart, OneEdit.Apart(b, a));
    }

    [Theory]
    [InlineData(0x19710624u, 0x19710624u, 1)]
    [InlineData(0x19710603u, 0x19710306u, 2)]
    [InlineData(0x19710624u, 0x19710524u, 3)]
    [InlineData(0x19710624u, 0x17910624u, 3)]
    [InlineData(0x19710624u, 0x19711124u, 4)]
    [InlineData(0x19710624u, 0x19710000u, 5)]
    [InlineData(0x19710624u, 0x19711102u, 6)]
    [InlineData(0x19710624u, 0x19851102u, 7)]
    public void Dates_WithErrors_HaveTheirLevel(uint a, uint b, int level)
    {
        Assert.Equal(level, DateComparer.Level(a, b));
        Assert.Equal(level, DateComparer.Level(b, a));
    }
}
