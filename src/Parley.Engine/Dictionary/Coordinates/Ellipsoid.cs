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
        double e2 = 1 - (minor * minor / (major * major));
        double p = Sqrt((point.X * point.X) + (point.Y * point.Y));
        double latitude = Atan2(point.Z, p * (1 - e2));
        for (int i = 0; i < 10; i++)
        {
            double sin = Sin(latitude);
            double nu = major / Sqrt(1 - (e2 * sin * sin));
            double next = Atan2(point.Z + (e2 * nu * sin), p);
            if (Abs(next - latitude) < 1e-14)
            {
                latitude = next;
                break;
            }

            latitude = next;
        }

        return (latitude, Atan2(point.Y, point.X));
    }
}
