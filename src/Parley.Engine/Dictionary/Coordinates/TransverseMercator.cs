using static System.Math;

namespace Parley.Engine.Dictionary.Coordinates;

/// <summary>
/// The projection of the British National Grid: transverse Mercator on the Airy 1830 ellipsoid, by the series that
/// Ordnance Survey publishes in "A guide to coordinate systems in Great Britain", annexe C. Angles in radians.
/// </summary>
internal static class TransverseMercator
{
    private const double A = Ellipsoid.AiryMajor;
    private const double B = Ellipsoid.AiryMinor;
    private const double ScaleOnMeridian = 0.9996012717;
    private const double OriginLatitude = 49 * PI / 180;
    private const double OriginLongitude = -2 * PI / 180;
    private const double FalseEasting = 400000;
    private const double FalseNorthing = -100000;
    private const double E2 = ((A * A) - (B * B)) / (A * A);
    private const double N = (A - B) / (A + B);

    public static GridPoint Project(double latitude, double longitude)
    {
        (double sin, double cos) = SinCos(latitude);
        (double nu, double rho, double eta2) = Radii(sin);
        double t2 = sin * sin / (cos * cos);
        double t4 = t2 * t2;
        double cos3 = cos * cos * cos;
        double cos5 = cos3 * cos * cos;

        double c1 = MeridionalArc(latitude) + FalseNorthing;
        double c2 = nu / 2 * sin * cos;
        double c3 = nu / 24 * sin * cos3 * (5 - t2 + (9 * eta2));
        double c3a = nu / 720 * sin * cos5 * (61 - (58 * t2) + t4);
        double c4 = nu * cos;
        double c5 = nu / 6 * cos3 * ((nu / rho) - t2);
        double c6 = nu / 120 * cos5 * (5 - (18 * t2) + t4 + (14 * eta2) - (58 * t2 * eta2));

        double d = longitude - OriginLongitude;
        double d2 = d * d;
        return new GridPoint(
            FalseEasting + (d * (c4 + (d2 * (c5 + (d2 * c6))))),
            c1 + (d2 * (c2 + (d2 * (c3 + (d2 * c3a))))));
    }

    public static (double Latitude, double Longitude) Unproject(GridPoint point)
    {
        double latitude = FootLatitude(point.Northing);
        (double sin, double cos) = SinCos(latitude);
        (double nu, double rho, double eta2) = Radii(sin);
        double t = sin / cos;
        double t2 = t * t;
        double t4 = t2 * t2;
        double sec = 1 / cos;
        double nu3 = nu * nu * nu;
        double nu5 = nu3 * nu * nu;

        double c7 = t / (2 * rho * nu);
        double c8 = t / (24 * rho * nu3) * (5 + (3 * t2) + eta2 - (9 * t2 * eta2));
        double c9 = t / (720 * rho * nu5) * (61 + (90 * t2) + (45 * t4));
        double c10 = sec / nu;
        double c11 = sec / (6 * nu3) * ((nu / rho) + (2 * t2));
        double c12 = sec / (120 * nu5) * (5 + (28 * t2) + (24 * t4));
        double c12a = sec / (5040 * nu5 * nu * nu) * (61 + (662 * t2) + (1320 * t4) + (720 * t4 * t2));

        double d = point.Easting - FalseEasting;
        double d2 = d * d;
        return (
            latitude - (d2 * (c7 - (d2 * (c8 - (d2 * c9))))),
            OriginLongitude + (d * (c10 - (d2 * (c11 - (d2 * (c12 - (d2 * c12a))))))));
    }

    /// <summary>The point that <see cref="Unproject"/> gives back exactly.</summary>
    public static GridPoint ProjectBack(double latitude, double longitude)
    {
        // The series stop at the sixth power of the distance from the meridian. What they leave out is millimetres 400 km from it, where the two
        // directions part, and less than a thousandth of that within 100 km, where most of Britain lives.
        GridPoint direct = Project(latitude, longitude);
        GridPoint found = direct;
        for (int i = 0; i < 2 && Abs(direct.Easting - FalseEasting) > 100_000; i++)
        {
            (double backLatitude, double backLongitude) = Unproject(found);
            GridPoint again = Project(backLatitude, backLongitude);
            found = new GridPoint(found.Easting + direct.Easting - again.Easting, found.Northing + direct.Northing - again.Northing);
        }

        return found;
    }

    // Newton's method: dividing by the meridional radius at hand, it needs three steps where the guide's fixed radius needs six.
    private static double FootLatitude(double northing)
    {
        double latitude = OriginLatitude;
        double rest = northing - FalseNorthing;
        for (int i = 0; i < 20 && Abs(rest) > 1e-6; i++)
        {
            latitude += rest / Radii(Sin(latitude)).Rho;
            rest = northing - FalseNorthing - MeridionalArc(latitude);
        }

        return latitude;
    }

    /// <summary>Transverse and meridional radius of curvature, scaled, and the square of eta.</summary>
    private static (double Nu, double Rho, double Eta2) Radii(double sin)
    {
        double w = 1 - (E2 * sin * sin);
        double nu = A * ScaleOnMeridian / Sqrt(w);
        double rho = A * ScaleOnMeridian * (1 - E2) / (w * Sqrt(w));
        return (nu, rho, (nu / rho) - 1);
    }

    private static double MeridionalArc(double latitude)
    {
        const double n2 = N * N;
        const double n3 = n2 * N;
        (double sinMinus, double cosMinus) = SinCos(latitude - OriginLatitude);
        (double sinPlus, double cosPlus) = SinCos(latitude + OriginLatitude);

        // The sines and cosines of twice and three times the angles, from those of the angles.
        double sin2 = 2 * sinMinus * cosMinus;
        double cos2 = 1 - (2 * sinPlus * sinPlus);
        double sin3 = sinMinus * (3 - (4 * sinMinus * sinMinus));
        double cos3 = cosPlus * ((4 * cosPlus * cosPlus) - 3);
        return B * ScaleOnMeridian * (
            ((1 + N + (1.25 * n2) + (1.25 * n3)) * (latitude - OriginLatitude))
            - (((3 * N) + (3 * n2) + (2.625 * n3)) * sinMinus * cosPlus)
            + (((1.875 * n2) + (1.875 * n3)) * sin2 * cos2)
            - (35.0 / 24 * n3 * sin3 * cos3));
    }
}
