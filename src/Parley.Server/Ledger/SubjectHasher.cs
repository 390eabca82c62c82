using System.Buffers.Binary;
using Parley.Engine.Dictionary;
using Parley.Server.Operations;

namespace Parley.Server.Ledger;

/// <summary>
/// Hashes subjects under the ledger's secret, so that who has the secret can ask for a subject and nobody can guess one from the ledger.
/// </summary>
internal sealed class SubjectHasher(byte[] secret)
{
    private readonly KeyedHash _hash = new(secret, "parley ledger subject");

    /// <summary>The hash of a record: the system it is from, its type, and its key's values parted by spaces.</summary>
    public ulong Hash(string source, string type, string key) => _hash.Of(source, type, key);

    /// <summary>The hashes of a bundle's records that have a key, each once, in order.</summary>
    public IReadOnlyList<ulong> Of(string source, Bundle bundle)
    {
        List<ulong>? hashes = null;
        foreach (Record record in bundle.Records)
        {
            if (RecordKey.Of(record) is { } key)
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
}
