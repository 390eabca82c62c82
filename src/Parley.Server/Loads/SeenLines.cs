using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Parley.Server.Loads;

/// <summary>Which lines of a file were there before in the same file, by half of their SHA-256; those of long ago are forgotten, so that memory is bounded.</summary>
internal sealed class SeenLines
{
    private const int MostRemembered = 500_000;

    private HashSet<UInt128> _recent = [];
    private HashSet<UInt128> _older = [];

    /// <summary>Notes a line; false when the very same bytes were there before.</summary>
    public bool TryAdd(ReadOnlySpan<byte> line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(line, hash);
        UInt128 half = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        if (_older.Contains(half) || !_recent.Add(half))
        {
            return false;
        }

        if (_recent.Count >= MostRemembered)
        {
            (_older, _recent) = (_recent, []);
        }

        return true;
    }
}
