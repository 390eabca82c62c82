using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Dictionary;

namespace Parley.Server.Ledger;

/// <summary>
/// Hashes subjects under the ledger's secret (HMAC-SHA-256, the first eight bytes), so that who has the secret can ask for a subject and nobody can guess
/// one from the ledger.
/// </summary>
internal sealed class SubjectHasher(byte[] secret)
{
    private const int OnStack = 512;

    /// <summary>The hash of a record: the system it is from, its type, and its key's values parted by spaces.</summary>
    public ulong Hash(string source, string type, string key)
    {
        string text = $"{source}\0{type}\0{key}";
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= OnStack ? stackalloc byte[OnStack] : new byte[most];
        int length = Encoding.UTF8.GetBytes(text, bytes);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, bytes[..length], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>The hashes of a bundle's records that have a key, each once, in order.</summary>
    public IReadOnlyList<ulong> Of(string source, Bundle bundle)
    {
        List<ulong>? hashes = null;
        foreach (Record record in bundle.Records)
        {
            if (KeyOf(record) is { } key)
            {
                ulong hash = Hash(source, record.Type.Name, key);
                hashes ??= [];
                if (!hashes.Contains(hash))
                {
                    hashes.Add(hash);
                }
            }
        }

        return hashes ?? (IReadOnlyList<ulong>)[];
    }

    /// <summary>Hashes as a delivery keeps them.</summary>
    public static byte[]? Pack(IReadOnlyList<ulong> hashes)
    {
        if (hashes.Count == 0)
        {
            return null;
        }

        byte[] bytes = new byte[hashes.Count * sizeof(ulong)];
        for (int i = 0; i < hashes.Count; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * sizeof(ulong)), hashes[i]);
        }

        return bytes;
    }

    /// <summary>Hashes out of what a delivery keeps.</summary>
    public static IReadOnlyList<ulong> Unpack(byte[]? bytes)
    {
        ulong[] hashes = new ulong[(bytes?.Length ?? 0) / sizeof(ulong)];
        for (int i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(i * sizeof(ulong)));
        }

        return hashes;
    }

    /// <summary>A record's key: the values of its key attributes that it has, parted by spaces; null when it has none of them.</summary>
    private static string? KeyOf(Record record)
    {
        string? key = null;
        foreach (string name in record.Type.Key)
        {
            Value value = record[name];
            if (!value.IsNone)
            {
                key = key is null ? value.ToString() : $"{key} {value}";
            }
        }

        return key;
    }
}
