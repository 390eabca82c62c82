using FsCheck;
using FsCheck.Fluent;
using Parley.Engine.Dictionary.Coordinates;
using Xunit;

namespace Parley.Engine.Tests.Dictionary.Coordinates;

public sealed class AngleTextTests
{
    [Theory]
    [InlineData("52°39′27.2531″N", 52.657570305555556)]
    [InlineData("+52°39′27.2531″", 52.657570305555556)]
    [InlineData("52°39'27.2531\"S", -52.657570305555556)]
    [InlineData("-52 39 27.2531", -52.657570305555556)]
    [InlineData("N 52 39 27.2531", 52.657570305555556)]
    [InlineData("52°39.5′N", 52.658333333333333)]
    [InlineData("52°", 52)]
    [InlineData("52.6579", 52.6579)]
    [InlineData("52.6579 S", -52.6579)]
    [InlineData("52°39′27.2531′′N", 52.657570305555556)]
    [InlineData("−12.5", -12.5)]
    public void TryParseLatitude_Text_GivesDegrees(string text, double degrees)
    {
        Assert.True(AngleText.TryParseLatitude(text, out double value));
        Assert.Equal(degrees, value, 1e-12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("N")]
    [InlineData("90.1")]
    [InlineData("52°60′N")]
    [InlineData("52.5°30′N")]
    [InlineData("-52°S")]
    [InlineData("52°39′27″E")]
    [InlineData("52 39 27 5")]
    [InlineData("5e1")]
    [InlineData("NaN")]
    [InlineData("N52N")]
    public void TryParseLatitude_NoLatitude_IsFalse(string text) => Assert.False(AngleText.TryParseLatitude(text, out _));

    [Fact]
    public void Format_SecondsThatRoundUp_CarryIntoMinutes()
    {
        Assert.Equal("53°00′00.0″N", AngleText.FormatLatitude(52.9999999));
        Assert.Equal("001°42′57.8″W", AngleText.FormatLongitude(-1.7160528));
        Assert.Throws<ArgumentOutOfRangeException>(() => AngleText.FormatLatitude(double.NaN));
    }

    [Fact]
    public void TryParsePoint_TwoAngles_GivesPoint()
    {
        Assert.True(AngleText.TryParsePoint("52.5, 1.25W", out GeoPoint point));
        Assert.Equal(new GeoPoint(52.5, -1.25), point);
        Assert.False(AngleText.TryParsePoint("52.5", out _));
    }

    [Fact]
    public void RoundTrip_FourDecimals_IsWithinHalfAUnit() =>
        Prop.ForAll<int>(n =>
        {
            double degrees = n % 180_000_000 / 1_000_000.0;
            return AngleText.TryParseLongitude(AngleText.FormatLongitude(degrees, 4), out double back) && Math.Abs(back - degrees) <= 0.00005001 / 3600;
        }).QuickCheckThrowOnFailure();
}
