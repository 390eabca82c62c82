using System.Text;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>Makes valid UTF-8 of the bytes of a message, whatever encoding they are in. Reusable; not thread-safe.</summary>
internal sealed class Utf8Input
{
    private byte[] _decoded = [];

    /// <summary>
    /// Gives the message as valid UTF-8 without a byte order mark: the very bytes when they are UTF-8 already, a decoded copy otherwise.
    /// </summary>
    /// <param name="message">The bytes as received.</param>
    /// <param name="declared">The encoding's name when no byte order mark names another.</param>
    /// <param name="limits">Refuses what is too large, before and after decoding.</param>
    /// <param name="issues">Takes why the answer is false.</param>
    /// <param name="utf8">The message in UTF-8; valid until the next call.</param>
    public bool TryDecode(ReadOnlyMemory<byte> message, string declared, FormatLimits limits, IssueSink issues, out ReadOnlyMemory<byte> utf8)
    {
        utf8 = default;
        if (message.Length > limits.Bytes)
        {
            issues.Add(FormatIssues.TooLarge, $"{message.Length} bytes are more than the {limits.Bytes} that one message may have");
            return false;
        }

        Encoding? encoding = TextEncodings.FromByteOrderMark(message.Span, out int mark) ?? TextEncodings.Find(declared);
        if (encoding is null)
        {
            issues.Add(FormatIssues.UnknownEncoding, $"there is no encoding '{declared}'", new SourcePosition(null, 1, 1), losesData: true);
            return false;
        }

        if (TextEncodings.IsUtf8(encoding))
        {
            utf8 = message[mark..];
            return IsValid(utf8.Span, mark, issues);
        }

        return TryTranscode(message, encoding, mark, issues, out utf8);
    }

    private static bool IsValid(ReadOnlySpan<byte> utf8, int mark, IssueSink issues)
    {
        int bad = TextEncodings.FirstInvalid(utf8);
        if (bad >= 0)
        {
            issues.Add(FormatIssues.BadEncoding, $"byte 0x{utf8[bad]:X2} at offset {bad + mark} is not valid UTF-8", PositionOf(utf8[..bad]));
        }

        return bad < 0;
    }

    private bool TryTranscode(ReadOnlyMemory<byte> message, Encoding encoding, int mark, IssueSink issues, out ReadOnlyMemory<byte> utf8)
    {
        utf8 = default;
        ReadOnlySpan<byte> content = message.Span[mark..];
        char[] text = System.Buffers.ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(content.Length));
        try
        {
            int length = encoding.GetChars(content, text);
            int needed = TextEncodings.Utf8.GetByteCount(text, 0, length);
            if (_decoded.Length < needed)
            {
                _decoded = new byte[needed];
            }

            TextEncodings.Utf8.GetBytes(text, 0, length, _decoded, 0);
            utf8 = _decoded.AsMemory(0, needed);
            return true;
        }
        catch (DecoderFallbackException e)
        {
            // The index is that of the bytes' first, but of their end when the text stops short.
            int at = Math.Clamp(e.Index, 0, Math.Max(0, content.Length - 1));
            string bytes = Convert.ToHexString(e.BytesUnknown ?? []);
            issues.Add(FormatIssues.BadEncoding, $"bytes 0x{bytes} at offset {at + mark} are not valid {encoding.WebName}", PositionOf(content[..at]));
            return false;
        }
        finally
        {
            System.Buffers.ArrayPool<char>.Shared.Return(text);
        }
    }

    private static SourcePosition PositionOf(ReadOnlySpan<byte> before) =>
        new(null, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
}
