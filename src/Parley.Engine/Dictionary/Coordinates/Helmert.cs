using static System.Math;

namespace Parley.Engine.Dictionary.Coordinates;

/// <summary>The seven-parameter transformation between the WGS84 and OSGB36 frames that Ordnance Survey publishes; geocentric metres.</summary>
internal static class Helmert
{
    private const double Second = PI / (180 * 3600);
    private const double Tx = -446.448;
    private const double Ty = 125.157;
    private const double Tz = -542.060;
    private const double Scale = 1 + 20.4894e-6;
    private const double Rx = -0.1502 * Second;
    private const double Ry = -0.2470 * Second;
    private const double Rz = -0.8421 * Second;

    public static (double X, double Y, double Z) ToOsgb36((double X, double Y, double Z) p) => (
        Tx + (Scale * p.X) - (Rz * p.Y) + (Ry * p.Z),
        Ty + (Rz * p.X) + (Scale * p.Y) - (Rx * p.Z),
        Tz - (Ry * p.X) + (Rx * p.Y) + (Scale * p.Z));

    /// <summary>The exact inverse, by correction: turning the signs of the parameters round is wrong by some millimetres.</summary>
    public static (double X, double Y, double Z) ToWgs84((double X, double Y, double Z) p)
    {
        (double X, double Y, double Z) guess = p;
        for (int i = 0; i < 4; i++)
        {
            (double X, double Y, double Z) back = ToOsgb36(guess);
            guess = (guess.X + p.X - back.X, guess.Y + p.Y - back.Y, guess.Z + p.Z - back.Z);
        }

        return guess;
    }
}
