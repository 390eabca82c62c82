using Parley.Engine.Dictionary;

namespace Parley.Engine.Sharing;

/// <summary>Sets of a record type's attributes as bits, one for each place in the type's list.</summary>
internal static class Mask
{
    public static void Set(Span<ulong> mask, int place) => mask[place >> 6] |= 1UL << (place & 63);

    public static bool Has(ReadOnlySpan<ulong> mask, int place) => (mask[place >> 6] & (1UL << (place & 63))) != 0;

    public static void Or(Span<ulong> into, ReadOnlySpan<ulong> mask)
    {
        for (int i = 0; i < into.Length; i++)
        {
            into[i] |= mask[i];
        }
    }

    /// <summary>Adds what is in both of two masks.</summary>
    public static void OrBoth(Span<ulong> into, ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        for (int i = 0; i < into.Length; i++)
        {
            into[i] |= one[i] & other[i];
        }
    }

    public static void Remove(Span<ulong> from, ReadOnlySpan<ulong> mask)
    {
        for (int i = 0; i < from.Length; i++)
        {
            from[i] &= ~mask[i];
        }
    }

    /// <summary>Whether two masks have something in common.</summary>
    public static bool Meets(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        for (int i = 0; i < one.Length; i++)
        {
            if ((one[i] & other[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a mask has something of a whole that another does not have yet.</summary>
    public static bool Adds(ReadOnlySpan<ulong> mask, ReadOnlySpan<ulong> whole, ReadOnlySpan<ulong> already)
    {
        for (int i = 0; i < mask.Length; i++)
        {
            if ((mask[i] & whole[i] & ~already[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsEmpty(ReadOnlySpan<ulong> mask) => !mask.ContainsAnyExcept(0UL);

    /// <summary>The attributes of a mask, in the type's order.</summary>
    public static IEnumerable<AttributeDefinition> Attributes(RecordType type, ulong[] mask) => type.Attributes.Where((_, place) => Has(mask, place));
}
