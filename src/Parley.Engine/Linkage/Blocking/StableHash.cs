namespace Parley.Engine.Linkage.Blocking;

/// <summary>A 64-bit hash that is the same in every process and on every machine, so that results are too.</summary>
internal static class StableHash
{
    /// <summary>The hash of a text, mixed with a seed.</summary>
    public static ulong Of(ReadOnlySpan<char> text, ulong seed = 0)
    {
        ulong hash = 14695981039346656037UL ^ Mix(seed);
        foreach (char c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return Mix(hash);
    }

    /// <summary>The hash of a text and a number.</summary>
    public static ulong Of(ReadOnlySpan<char> text, short number) => Of(text, (ulong)(ushort)number + 1);

    /// <summary>Joins two hashes, order counting.</summary>
    public static ulong Join(ulong left, ulong right) => Mix(left * 0x9E3779B97F4A7C15UL ^ right);

    /// <summary>Spreads a number over all bits.</summary>
    public static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15UL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}
