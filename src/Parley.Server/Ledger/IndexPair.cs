using System.Buffers.Binary;

namespace Parley.Server.Ledger;

/// <summary>What an entry is found by, and its number.</summary>
/// <param name="Hash">A subject's keyed hash, or the hash of an exchange's identifier. What is found by it is read and compared, so a collision costs a look.</param>
/// <param name="Number">The entry.</param>
internal readonly record struct IndexPair(ulong Hash, long Number) : IComparable<IndexPair>
{
    /// <summary>How many bytes a stored pair has.</summary>
    public const int Size = 16;

    /// <summary>The hash as the store orders it: signed, in the same order.</summary>
    public long Ordered => unchecked((long)(Hash ^ 0x8000_0000_0000_0000));

    /// <summary>FNV-1a with a last mixing, so that identifiers that rise do not lie side by side.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> identifier)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in identifier)
        {
            hash = (hash ^ b) * 1099511628211;
        }

        hash ^= hash >> 32;
        hash *= 0xd6e8feb86659fd93;
        return hash ^ (hash >> 32);
    }

    /// <summary>Reads a stored pair.</summary>
    public static IndexPair Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));

    /// <summary>Writes the pair as it is stored.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Hash);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Number);
    }

    /// <inheritdoc/>
    public int CompareTo(IndexPair other) => Hash == other.Hash ? Number.CompareTo(other.Number) : Hash.CompareTo(other.Hash);
}
