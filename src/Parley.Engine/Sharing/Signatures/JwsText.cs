using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Parley.Engine.Sharing.Signatures;

/// <summary>Base64url as JWS has it (RFC 7515 section 2): no padding, no white space, and one text only for each value.</summary>
internal static class JwsText
{
    /// <summary>Encodes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>Decodes; false for anything but the one text that encodes the bytes.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length == 0 || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || text.Length % 4 == 1)
        {
            return false;
        }

        byte[] decoded = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!Base64Url.TryDecodeFromChars(text, decoded, out int written) || Encode(decoded.AsSpan(0, written)) != text)
        {
            return false;
        }

        bytes = decoded[..written];
        return true;
    }
}
