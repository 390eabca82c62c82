using static System.Math;

namespace Parley.Engine.Dictionary.Coordinates;

/// <summary>
/// British National Grid (OSGB36) and WGS84 into each other: transverse Mercator and the published seven-parameter Helmert
/// transformation. Accuracy against Ordnance Survey's own OSTN15: about 5 m (the grid's survey is not a rigid frame).
/// The two directions are inverses of each other to well under 1 cm.
/// </summary>
public static class NationalGrid
{
    /// <summary>The eastern edge of the grid in metres.</summary>
    public const double MostEast = 700_000;

    /// <summary>The northern edge of the grid in metres.</summary>
    public const double MostNorth = 1_300_000;

    private const double Degree = PI / 180;

    /// <summary>True when the point lies on the grid; false for numbers that are none.</summary>
    public static bool Covers(double easting, double northing) => easting is >= 0 and <= MostEast && northing is >= 0 and <= MostNorth;

    /// <summary>Grid to WGS84. The point must be on the grid; see <see cref="TryToWgs84"/> for data that may not be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The point is not on the grid.</exception>
    public static GeoPoint ToWgs84(double easting, double northing) => TryToWgs84(easting, northing, out GeoPoint point)
        ? point
        : throw new ArgumentOutOfRangeException(nameof(easting), "The point is not on the British National Grid.");

    /// <summary>WGS84 to grid. The point must be on the grid; see <see cref="TryFromWgs84"/> for data that may not be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The point is not on the grid.</exception>
    public static (double Easting, double Northing) FromWgs84(GeoPoint p) => TryFromWgs84(p, out GridPoint point)
        ? (point.Easting, point.Northing)
        : throw new ArgumentOutOfRangeException(nameof(p), "The point is not on the British National Grid.");

    /// <summary>Grid to WGS84; false when the point is not on the grid.</summary>
    public static bool TryToWgs84(double easting, double northing, out GeoPoint point)
    {
        if (!Covers(easting, northing))
        {
            point = default;
            return false;
        }

        point = Forward(new GridPoint(easting, northing));
        return true;
    }

    /// <summary>WGS84 to grid; false when the point is not on the grid.</summary>
    public static bool TryFromWgs84(GeoPoint geo, out GridPoint point)
    {
        point = default;
        // Far from the projection's meridian its series diverge, so places far from Britain are turned away first.
        if (geo.Latitude is not (>= 49 and <= 62) || geo.Longitude is not (>= -9.5 and <= 4))
        {
            return false;
        }

        GridPoint found = Backward(geo);

        // A millimetre over the edge is the arithmetic's, not the data's.
        point = new GridPoint(Settle(found.Easting, MostEast), Settle(found.Northing, MostNorth));
        return Covers(point.Easting, point.Northing);
    }

    private const double Hair = 1e-3;

    private static double Settle(double value, double most) =>
        value is < 0 and > -Hair ? 0 : value > most && value < most + Hair ? most : value;

    private static GeoPoint Forward(GridPoint point)
    {
        (double latitude, double longitude) = TransverseMercator.Unproject(point);
        (double, double, double) airy = Ellipsoid.ToCartesian(latitude, longitude, Ellipsoid.AiryMajor, Ellipsoid.AiryMinor);
        (latitude, longitude) = Ellipsoid.FromCartesian(Helmert.ToWgs84(airy), Ellipsoid.WgsMajor, Ellipsoid.WgsMinor);
        return new GeoPoint(latitude / Degree, longitude / Degree);
    }

    // Forward leaves out the height that a place of the grid has above the WGS84 ellipsoid. To be its true inverse, this finds the very height
    // at which the place lies on the grid's own ellipsoid; the second correction is one of micrometres.
    private static GridPoint Backward(GeoPoint geo)
    {
        (double X, double Y, double Z) ground = Ellipsoid.ToCartesian(geo.Latitude * Degree, geo.Longitude * Degree, Ellipsoid.WgsMajor, Ellipsoid.WgsMinor);
        (double X, double Y, double Z) up = Ellipsoid.Up(ground, Ellipsoid.WgsMajor, Ellipsoid.WgsMinor);
        (double X, double Y, double Z) place = Helmert.ToOsgb36(ground);
        double height = 0;
        for (int i = 0; i < 2; i++)
        {
            height -= Ellipsoid.HeightOf(place, Ellipsoid.AiryMajor, Ellipsoid.AiryMinor);
            place = Helmert.ToOsgb36((ground.X + (height * up.X), ground.Y + (height * up.Y), ground.Z + (height * up.Z)));
        }

        (double latitude, double longitude) = Ellipsoid.FromCartesian(place, Ellipsoid.AiryMajor, Ellipsoid.AiryMinor);
        return TransverseMercator.ProjectBack(latitude, longitude);
    }
}
