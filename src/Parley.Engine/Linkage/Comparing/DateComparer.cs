using System.Numerics;

namespace Parley.Engine.Linkage.Comparing;

/// <summary>Compares dates of birth as <see cref="Normalising.DateText"/> packs them: four bits a digit.</summary>
internal static class DateComparer
{
    /// <summary>The level of two dates (1 to 7).</summary>
    public static int Level(uint a, uint b)
    {
        if (a == b)
        {
            return 1;
        }

        if ((a & 0xFFFF) == 0 || (b & 0xFFFF) == 0)
        {
            return a >> 16 == b >> 16 ? 5 : 7;
        }

        uint differing = a ^ b;
        if (differing >> 16 == 0 && (a & 0xFF) == ((b >> 8) & 0xFF) && (b & 0xFF) == ((a >> 8) & 0xFF))
        {
            return 2;
        }

        int digits = BitOperations.PopCount((differing | (differing >> 1) | (differing >> 2) | (differing >> 3)) & 0x11111111);
        return digits == 1 || (digits == 2 && AreNeighboursExchanged(a, b, differing)) ? 3 : PartsOrYear(a, b);
    }

    private static int PartsOrYear(uint a, uint b)
    {
        int parts = (a >> 16 == b >> 16 ? 1 : 0) + (((a >> 8) & 0xFF) == ((b >> 8) & 0xFF) ? 1 : 0) + ((a & 0xFF) == (b & 0xFF) ? 1 : 0);
        return parts == 2 ? 4 : a >> 16 == b >> 16 ? 6 : 7;
    }

    private static bool AreNeighboursExchanged(uint a, uint b, uint differing)
    {
        int low = BitOperations.TrailingZeroCount(differing) & ~3;
        if (low + 8 > 32 || (differing & ~(0xFFu << low)) != 0)
        {
            return false;
        }

        uint left = (a >> low) & 0xFF;
        uint right = (b >> low) & 0xFF;
        return left >> 4 == (right & 0xF) && (left & 0xF) == right >> 4;
    }
}
