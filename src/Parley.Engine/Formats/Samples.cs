using System.Text;

namespace Parley.Engine.Formats;

/// <summary>Cuts samples of values for <see cref="UnknownField"/>.</summary>
internal static class Samples
{
    /// <summary>The most characters a sample has.</summary>
    public const int Longest = 40;

    /// <summary>The beginning of a value, cut between characters.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        // Four bytes are the longest character, so this many surely hold enough of them.
        int end = Math.Min(utf8.Length, Longest * 4);
        while (end > 0 && end < utf8.Length && (utf8[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return Of(Encoding.UTF8.GetString(utf8[..end]));
    }

    /// <summary>The beginning of a value, cut between characters.</summary>
    public static string Of(string text)
    {
        int end = Math.Min(text.Length, Longest);
        if (end > 0 && end < text.Length && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }
}
