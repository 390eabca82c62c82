namespace Parley.Engine.Translation.Codecs;

internal static class DecimalExtensions
{
    /// <summary>The same number without trailing zeros: a product of units has zeros that nobody wrote.</summary>
    public static decimal Normalise(this decimal number) => number / 1.0000000000000000000000000000m;
}
