using System.Buffers.Binary;

namespace Parley.Server.Media;

/// <summary>
/// Copies of a small JPEG what makes its picture and nothing else (ITU-T T.81, annex B): tables, frame and scans. Application segments, comments, and what comes before or
/// after the picture stay behind.
/// </summary>
internal static class PlainJpeg
{
    private const int MostBytes = 64 * 1024;
    private const int MostSide = 1024;

    /// <summary>The picture; null when it is not sound, or too large for a thumbnail.</summary>
    public static byte[]? Of(ReadOnlySpan<byte> jpeg)
    {
        if (jpeg.Length > MostBytes || jpeg is not [0xFF, 0xD8, ..])
        {
            return null;
        }

        byte[] copy = new byte[jpeg.Length];
        jpeg[..2].CopyTo(copy);
        (int at, int length) = (2, 2);
        (bool hasFrame, bool hasScan) = (false, false);
        while (at + 2 <= jpeg.Length && jpeg[at] == 0xFF)
        {
            byte marker = jpeg[at + 1];
            if (marker == 0xD9)
            {
                (copy[length], copy[length + 1]) = (0xFF, 0xD9);
                return hasFrame && hasScan ? copy[..(length + 2)] : null;
            }

            int size = at + 4 <= jpeg.Length ? BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]) + 2 : int.MaxValue;
            if (size < 4 || size > jpeg.Length - at || (IsFrame(marker) && (hasFrame || !IsSmall(jpeg.Slice(at, size)))) || !IsKnown(marker))
            {
                return null;
            }

            hasFrame |= IsFrame(marker);
            if (marker == 0xDA)
            {
                hasScan = true;
                size += ScanLength(jpeg[(at + size)..]);
            }

            if (IsPicture(marker))
            {
                jpeg.Slice(at, size).CopyTo(copy.AsSpan(length));
                length += size;
            }

            at += size;
        }

        return null;
    }

    // Frames that viewers decode: baseline, extended, progressive.
    private static bool IsFrame(byte marker) => marker is 0xC0 or 0xC1 or 0xC2;

    // Tables of Huffman codes and quantisation, the restart interval, frame and scan.
    private static bool IsPicture(byte marker) => IsFrame(marker) || marker is 0xC4 or 0xDB or 0xDD or 0xDA;

    // What is passed over: application segments and comments.
    private static bool IsKnown(byte marker) => IsPicture(marker) || marker is (>= 0xE0 and <= 0xEF) or 0xFE;

    private static bool IsSmall(ReadOnlySpan<byte> frame) =>
        frame.Length >= 9 && BinaryPrimitives.ReadUInt16BigEndian(frame[5..]) is > 0 and <= MostSide && BinaryPrimitives.ReadUInt16BigEndian(frame[7..]) is > 0 and <= MostSide;

    // Up to the next marker: within a scan 0xFF is followed by 0 or is a restart.
    private static int ScanLength(ReadOnlySpan<byte> scan)
    {
        for (int i = 0; i + 1 < scan.Length; i++)
        {
            if (scan[i] == 0xFF && scan[i + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return i;
            }
        }

        return scan.Length;
    }
}
