using System.Globalization;

namespace Parley.Server.Media;

/// <summary>The bytes that a request asks for (RFC 9110, section 14): one range; several at once are answered with all of it, as the standard allows.</summary>
/// <param name="From">The first byte.</param>
/// <param name="Length">How many; 0 when the object has none of those asked for.</param>
/// <param name="IsPart">Whether a range was asked for that can be told.</param>
internal readonly record struct ByteRange(long From, long Length, bool IsPart)
{
    private const string Unit = "bytes=";

    /// <summary>Reads the header <c>Range</c> for something of a size.</summary>
    public static ByteRange Read(string? header, long size)
    {
        ByteRange whole = new(0, size, false);
        if (header?.StartsWith(Unit, StringComparison.OrdinalIgnoreCase) != true || header.Contains(',', StringComparison.Ordinal))
        {
            return whole;
        }

        string[] ends = header[Unit.Length..].Trim().Split('-');
        if (ends.Length != 2 || !TryNumber(ends[0], out long? first) || !TryNumber(ends[1], out long? last) || (first is null && last is null) || last < first)
        {
            return whole;
        }

        (long from, long to) = first is long start ? (start, Math.Min(last ?? long.MaxValue, size - 1)) : (Math.Max(0, size - last!.Value), size - 1);
        return from >= size || to < from ? new ByteRange(0, 0, true) : new ByteRange(from, to - from + 1, true);
    }

    private static bool TryNumber(string text, out long? number)
    {
        bool good = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value);
        number = good ? value : null;
        return good || text.Length == 0;
    }
}
