using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Server.Exchanges;

/// <summary>The hash under which a message is remembered: of its sender, its type and its idempotency key.</summary>
internal static class Receipt
{
    /// <summary>The key that the sender gave.</summary>
    public static string ByHeader(string key) => "key:" + key;

    /// <summary>The identifier that the message carries.</summary>
    public static string ByMessageId(string id) => "id:" + id;

    /// <summary>The body itself.</summary>
    public static string ByBody(ReadOnlySpan<byte> sha256) => "sha256:" + Convert.ToHexStringLower(sha256);

    /// <summary>The hash.</summary>
    public static ulong Hash(string system, string type, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        int most = Encoding.UTF8.GetMaxByteCount(system.Length + type.Length + key.Length + 2);
        Span<byte> text = most <= 1024 ? stackalloc byte[1024] : new byte[most];
        int length = Encoding.UTF8.GetBytes(system, text);
        text[length++] = 0;
        length += Encoding.UTF8.GetBytes(type, text[length..]);
        text[length++] = 0;
        length += Encoding.UTF8.GetBytes(key, text[length..]);
        SHA256.HashData(text[..length], hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
