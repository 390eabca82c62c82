using System.Buffers.Binary;
using System.Text;

namespace Parley.Engine.Formats;

/// <summary>
/// A read-only map from short UTF-8 names to values that is asked with bytes straight from a message, without making a string.
/// Built once when a translation is compiled; safe for any number of readers.
/// </summary>
public sealed class Utf8Map<T>
    where T : class
{
    private readonly Entry[] _entries;
    private readonly int[] _buckets;

    /// <summary>Builds the map; names are unique.</summary>
    public Utf8Map(IEnumerable<KeyValuePair<string, T>> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        KeyValuePair<string, T>[] all = [.. items];
        int size = 4;
        while (size < all.Length * 2)
        {
            size <<= 1;
        }

        _buckets = new int[size];
        _entries = new Entry[all.Length];
        for (int i = 0; i < all.Length; i++)
        {
            byte[] key = Encoding.UTF8.GetBytes(all[i].Key);
            ref int bucket = ref _buckets[Hash(key) & (uint)(size - 1)];
            _entries[i] = new Entry(key, all[i].Value, bucket - 1);
            bucket = i + 1;
        }
    }

    /// <summary>How many names there are.</summary>
    public int Count => _entries.Length;

    /// <summary>The value of a name, or null.</summary>
    public T? Find(ReadOnlySpan<byte> name)
    {
        int index = _buckets[Hash(name) & (uint)(_buckets.Length - 1)] - 1;
        while (index >= 0)
        {
            ref readonly Entry entry = ref _entries[index];
            if (name.SequenceEqual(entry.Key))
            {
                return entry.Value;
            }

            index = entry.Next;
        }

        return null;
    }

    // Looks at the length and at the first, middle and last eight bytes. The names are chosen by the author of a translation, not by the
    // sender of a message, so that a short hash cannot be attacked.
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        ulong hash = (ulong)name.Length * 0x9E3779B97F4A7C15;
        if (name.Length >= 8)
        {
            hash ^= BinaryPrimitives.ReadUInt64LittleEndian(name);
            hash *= 0xFF51AFD7ED558CCD;
            hash ^= BinaryPrimitives.ReadUInt64LittleEndian(name[((name.Length - 8) >> 1)..]);
            hash *= 0xFF51AFD7ED558CCD;
            hash ^= BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]);
        }
        else if (name.Length >= 4)
        {
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(name) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) << 32);
        }
        else
        {
            foreach (byte b in name)
            {
                hash = (hash << 8) ^ (hash >> 56) ^ b;
            }
        }

        hash *= 0xFF51AFD7ED558CCD;
        return (uint)(hash >> 32) ^ (uint)(hash >> 52);
    }

    private readonly record struct Entry(byte[] Key, T Value, int Next);
}
