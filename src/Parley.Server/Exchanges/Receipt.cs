using Parley.Server.Storage;

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
    public static ulong Hash(ContentKeys keys, string system, string type, string key) => unchecked((ulong)keys.Blind("receipt", system, type, key));
}
