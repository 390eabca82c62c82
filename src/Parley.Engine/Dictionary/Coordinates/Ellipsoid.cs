using static System.Math;

namespace Parley.Engine.Dictionary.Coordinates;

/// <summary>The two ellipsoids and the passage between latitude/longitude (radians, height 0) and geocentric metres.</summary>
internal static class Ellipsoid
{
    public const double AiryMajor = 6377563.396;
    public const double AiryMinor = 6356256.909;
    public const double WgsMajor = 6378137.0;
    public const double WgsMinor = 6356752.314245;

    public static (double X, double Y, double Z) ToCartesian(double latitude, double longitude, double major, double minor)
    {
        double e2 = 1 - (minor * minor / (major * major));
        (double sinLat, double cosLat) = SinCos(latitude);
        (double sinLon, double cosLon) = SinCos(longitude);
        double nu = major / Sqrt(1 - (e2 * sinLat * sinLat));
        return (nu * cosLat * cosLon, nu * cosLat * sinLon, nu * (1 - e2) * sinLat);
    }

    public static (double Latitude, double Longitude) FromCartesian((double X, double Y, double Z) point, double major, double minor)
    {
        double p = Sqrt((point.X * point.X) + (point.Y * point.Y));
        return (Atan(TanLatitude(point.Z, p, major, minor)), Atan2(point.Y, point.X));
    }

    /// <summary>How far a point lies above the ellipsoid, in metres. Not for the poles.</summary>
    public static double HeightOf((double X, double Y, double Z) point, double major, double minor)
    {
        double p = Sqrt((point.X * point.X) + (point.Y * point.Y));
        double tan = TanLatitude(point.Z, p, major, minor);
        double t2 = tan * tan;
        double e2 = 1 - (minor * minor / (major * major));
        double nu = major / Sqrt(1 - (e2 * t2 / (1 + t2)));
        return (p * Sqrt(1 + t2)) - nu;
    }

    /// <summary>The direction away from the ellipsoid at a point on it, of length 1.</summary>
    public static (double X, double Y, double Z) Up((double X, double Y, double Z) point, double major, double minor)
    {
        double z = point.Z * (major * major / (minor * minor));
        double length = Sqrt((point.X * point.X) + (point.Y * point.Y) + (z * z));
        return (point.X / length, point.Y / length, z / length);
    }

    // The usual iteration for the latitude, on its tangent: that needs square roots only, and trigonometry costs five times as much.
    private static double TanLatitude(double z, double p, double major, double minor)
    {
        double e2 = 1 - (minor * minor / (major * major));
        double tan = z / (p * (1 - e2));
        for (int i = 0; i < 10; i++)
        {
            double nuSin = major * tan / Sqrt(1 + ((1 - e2) * tan * tan));
            double next = (z + (e2 * nuSin)) / p;
            if (Abs(next - tan) < 1e-14)
            {
                return next;
            }

            tan = next;
        }

        return tan;
    }
}
