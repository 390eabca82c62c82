namespace Parley.Engine.Linkage.Comparing;

/// <summary>The Jaro-Winkler similarity of short texts, from 0 to 1.</summary>
internal static class JaroWinkler
{
    private const int Most = 64;

    /// <summary>The similarity; only the first 64 characters count.</summary>
    public static double Similarity(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.Length > Most ? a[..Most] : a;
        b = b.Length > Most ? b[..Most] : b;
        if (a.Length == 0 || b.Length == 0)
        {
            return 0;
        }

        // Which text comes first can decide which of two like letters pair up; the answer must not depend on it.
        if (a.SequenceCompareTo(b) > 0)
        {
            ReadOnlySpan<char> first = b;
            b = a;
            a = first;
        }

        int reach = Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1);
        ulong inA = 0;
        ulong inB = 0;
        int common = 0;
        for (int i = 0; i < a.Length; i++)
        {
            int end = Math.Min(b.Length - 1, i + reach);
            for (int j = Math.Max(0, i - reach); j <= end; j++)
            {
                if (a[i] == b[j] && (inB & (1UL << j)) == 0)
                {
                    inA |= 1UL << i;
                    inB |= 1UL << j;
                    common++;
                    break;
                }
            }
        }

        if (common == 0)
        {
            return 0;
        }

        double jaro = (((double)common / a.Length) + ((double)common / b.Length) + ((common - (Transposed(a, b, inA, inB) / 2.0)) / common)) / 3;
        return jaro + (Prefix(a, b) * 0.1 * (1 - jaro));
    }

    private static int Transposed(ReadOnlySpan<char> a, ReadOnlySpan<char> b, ulong inA, ulong inB)
    {
        int count = 0;
        while (inA != 0)
        {
            if (a[System.Numerics.BitOperations.TrailingZeroCount(inA)] != b[System.Numerics.BitOperations.TrailingZeroCount(inB)])
            {
                count++;
            }

            inA &= inA - 1;
            inB &= inB - 1;
        }

        return count;
    }

    private static int Prefix(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int length = Math.Min(4, Math.Min(a.Length, b.Length));
        int same = a[..length].CommonPrefixLength(b[..length]);
        return same;
    }
}
