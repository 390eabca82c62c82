using FsCheck;
using FsCheck.Fluent;
using Parley.Engine.Dictionary.Coordinates;
using Xunit;

namespace Parley.Engine.Tests.Dictionary.Coordinates;

public sealed class NationalGridTests
{
    private const double Degree = Math.PI / 180;

    /// <summary>Ordnance Survey's worked example, on the Airy ellipsoid: 52°39′27.2531″N 1°43′4.5177″E.</summary>
    [Fact]
    public void Projection_WorkedExample_AgreesToTheMillimetre()
    {
        double latitude = 52 + (39 / 60.0) + (27.2531 / 3600);
        double longitude = 1 + (43 / 60.0) + (4.5177 / 3600);

        GridPoint grid = TransverseMercator.Project(latitude * Degree, longitude * Degree);
        (double backLatitude, double backLongitude) = TransverseMercator.Unproject(new GridPoint(651409.903, 313177.270));

        Assert.Equal(651409.903, grid.Easting, 0.002);
        Assert.Equal(313177.270, grid.Northing, 0.002);
        Assert.Equal(latitude, backLatitude / Degree, 2e-8);
        Assert.Equal(longitude, backLongitude / Degree, 2e-8);
    }

    /// <summary>The same point on WGS84 by the Helmert transformation: 52°39′28.72″N 1°42′57.79″E.</summary>
    [Fact]
    public void ToWgs84_WorkedExample_AgreesToTheHundredthOfASecond()
    {
        GeoPoint point = NationalGrid.ToWgs84(651409.903, 313177.270);

        Assert.Equal("52°39′28.72″N", AngleText.FormatLatitude(point.Latitude, 2));
        Assert.Equal("001°42′57.79″E", AngleText.FormatLongitude(point.Longitude, 2));
    }

    [Fact]
    public void RoundTrip_FromTheGrid_IsWithinAMillimetre() =>
        Prop.ForAll<uint, uint>((e, n) =>
        {
            double easting = e % 700_000_000 / 1000.0;
            double northing = n % 1_300_000_000 / 1000.0;
            GeoPoint geo = NationalGrid.ToWgs84(easting, northing);
            (double backEasting, double backNorthing) = NationalGrid.FromWgs84(geo);
            return Math.Abs(backEasting - easting) < 0.001 && Math.Abs(backNorthing - northing) < 0.001;
        }).QuickCheckThrowOnFailure();

    /// <summary>Around the distance from the meridian where the way back begins to correct itself.</summary>
    [Theory]
    [InlineData(300_001)]
    [InlineData(299_999)]
    [InlineData(400_000)]
    [InlineData(499_999)]
    [InlineData(500_001)]
    public void RoundTrip_NearTheMeridian_IsWithinAHundredthOfAMillimetre(double easting)
    {
        for (double northing = 0; northing <= 1_300_000; northing += 50_000)
        {
            (double backEasting, double backNorthing) = NationalGrid.FromWgs84(NationalGrid.ToWgs84(easting, northing));
            Assert.Equal(easting, backEasting, 1e-5);
            Assert.Equal(northing, backNorthing, 1e-5);
        }
    }

    [Fact]
    public void RoundTrip_FromWgs84OverGreatBritain_IsWithinAMillimetre() =>
        Prop.ForAll<uint, uint>((a, b) =>
        {
            var geo = new GeoPoint(50 + (a % 1_000_000 / 1_000_000.0 * 10.5), -6 + (b % 1_000_000 / 1_000_000.0 * 7.5));
            (double easting, double northing) = NationalGrid.FromWgs84(geo);
            GeoPoint back = NationalGrid.ToWgs84(easting, northing);
            return Math.Abs(back.Latitude - geo.Latitude) < 1e-8 && Math.Abs(back.Longitude - geo.Longitude) < 1e-8;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1_300_001)]
    [InlineData(double.NaN, 5)]
    [InlineData(double.PositiveInfinity, 5)]
    public void TryToWgs84_OffTheGrid_IsFalse(double easting, double northing)
    {
        Assert.False(NationalGrid.TryToWgs84(easting, northing, out _));
        Assert.Equal("DIC212", CoordinateIssues.Check(new GridPoint(easting, northing))!.Code.Code);
    }

    [Theory]
    [InlineData(48.85, 2.35)]
    [InlineData(0, 0)]
    [InlineData(91, 0)]
    [InlineData(double.NaN, 0)]
    public void TryFromWgs84_NotInBritain_IsFalse(double latitude, double longitude) =>
        Assert.False(NationalGrid.TryFromWgs84(new GeoPoint(latitude, longitude), out _));

    [Fact]
    public void Check_PointNotOnEarth_IsAnIssue()
    {
        Assert.Equal("DIC211", CoordinateIssues.Check(new GeoPoint(91, 0))!.Code.Code);
        Assert.Equal("DIC211", CoordinateIssues.Check(new GeoPoint(0, double.NaN))!.Code.Code);
        Assert.Null(CoordinateIssues.Check(new GeoPoint(-90, 180)));
    }
}
