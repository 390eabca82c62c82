using FsCheck;
using FsCheck.Fluent;
using Parley.Engine.Dictionary.Coordinates;
using Xunit;

namespace Parley.Engine.Tests.Dictionary.Coordinates;

public sealed class GridReferenceTests
{
    [Theory]
    [InlineData("TG 51409 13177", 651409, 313177, 1)]
    [InlineData("tg5140913177", 651409, 313177, 1)]
    [InlineData("TG 514 131", 651400, 313100, 100)]
    [InlineData("TG51", 650000, 310000, 10000)]
    [InlineData("SV", 0, 0, 100000)]
    [InlineData("NN 16667 71285", 216667, 771285, 1)]
    [InlineData("HP 6 1", 460000, 1210000, 10000)]
    public void TryParse_Reference_GivesCornerAndSize(string text, double easting, double northing, int size)
    {
        Assert.True(GridReference.TryParse(text, out GridReference reference));
        Assert.Equal(new GridReference(new GridPoint(easting, northing), size), reference);
    }

    [Theory]
    [InlineData("")]
    [InlineData("T")]
    [InlineData("TI 1 1")]
    [InlineData("TG 5140 913")]
    [InlineData("TG 51409 131777")]
    [InlineData("AA 1 1")]
    [InlineData("ZZ")]
    [InlineData("TG ٥١")]
    public void TryParse_NoReference_IsFalse(string text) => Assert.False(GridReference.TryParse(text, out _));

    [Fact]
    public void TryFormat_Point_CutsAndGroups()
    {
        Assert.True(GridReference.TryFormat(new GridPoint(651409.9, 313177.3), 5, out string full));
        Assert.True(GridReference.TryFormat(new GridPoint(651409.9, 313177.3), 3, out string six));
        Assert.Equal(("TG 51409 13177", "TG 514 131"), (full, six));
        Assert.False(GridReference.TryFormat(new GridPoint(-1, 0), 5, out _));
    }

    [Fact]
    public void RoundTrip_EveryMetre_IsExact() =>
        Prop.ForAll<uint, uint>((e, n) =>
        {
            var point = new GridPoint(e % 700_000, n % 1_300_000);
            return GridReference.TryFormat(point, 5, out string text) && GridReference.TryParse(text, out GridReference back) && back.Corner == point;
        }).QuickCheckThrowOnFailure();
}
