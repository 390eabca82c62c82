namespace Parley.Engine.Expressions;

/// <summary>Functions of C's mathematics that .NET has not.</summary>
internal static class SpecialMath
{
    // Lanczos' approximation for g = 7 with nine terms: to about fifteen digits.
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    public static double Gamma(double x)
    {
        if (x == Math.Floor(x) && x is > 0 and <= 23)
        {
            return Factorial((int)x - 1);
        }

        return x < 0.5
            ? x == Math.Floor(x) ? double.NaN : Math.PI / (Math.Sin(Math.PI * x) * Gamma(1 - x))
            : x > 171.7 ? double.PositiveInfinity : Math.Exp(LogGamma(x));
    }

    /// <summary>The logarithm of the gamma function's size.</summary>
    public static double LogGamma(double x)
    {
        if (x == Math.Floor(x) && x is > 0 and <= 23)
        {
            return Math.Log(Factorial((int)x - 1));
        }

        if (x <= 0 && x == Math.Floor(x))
        {
            return double.PositiveInfinity;
        }

        if (x < 0.5)
        {
            return Math.Log(Math.Abs(Math.PI / Math.Sin(Math.PI * x))) - LogGamma(1 - x);
        }

        double y = x - 1;
        double sum = Lanczos[0];
        for (int i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (y + i);
        }

        double t = y + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((y + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    public static double GammaSign(double x) => x < 0 && Math.Floor(x) % 2 != 0 ? -1 : 1;

    /// <summary>A number as a fraction from 0.5 below 1, and the power of two to multiply it by.</summary>
    public static double Fraction(double x, out int exponent)
    {
        exponent = x == 0 || !double.IsFinite(x) ? 0 : Math.ILogB(x) + 1;
        return exponent == 0 && (x == 0 || !double.IsFinite(x)) ? x : Math.ScaleB(x, -exponent);
    }

    public static double Next(double x, double towards) => x == towards ? towards
        : double.IsNaN(x) || double.IsNaN(towards) ? double.NaN
        : towards > x ? Math.BitIncrement(x) : Math.BitDecrement(x);

    /// <summary>e^x - 1 without the loss of digits near nought.</summary>
    public static double ExpM1(double x)
    {
        if (Math.Abs(x) > 1e-5)
        {
            return Math.Exp(x) - 1;
        }

        return x + (x * x / 2) + (x * x * x / 6);
    }

    /// <summary>log(1 + x) without the loss of digits near nought.</summary>
    public static double LogP1(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    private static double Factorial(int n)
    {
        double product = 1;
        for (int i = 2; i <= n; i++)
        {
            product *= i;
        }

        return product;
    }
}
