using System.Buffers.Binary;

namespace Parley.Server.Media;

/// <summary>
/// Finds the thumbnail that a camera put into a JPEG: the second directory (IFD1) of its Exif segment (Exif 2.32, 4.5.5 and 4.5.8; TIFF 6.0, section 2). The bytes are a
/// stranger's: every offset is held against the segment, nothing is followed twice, and what does not fit is no thumbnail.
/// </summary>
internal static class ExifThumbnail
{
    /// <summary>How much of a file's beginning is looked at: two chunks, for a segment holds at most 64 KiB and stands first or second.</summary>
    public const int Head = 2 * SealedChunks.PlainSize;

    private const int MostSegments = 16;
    private const int MostEntries = 256;
    private const int EntrySize = 12;
    private const ushort CompressionTag = 0x0103;
    private const ushort OffsetTag = 0x0201;
    private const ushort LengthTag = 0x0202;
    private const ushort Short = 3;
    private const ushort Long = 4;
    private const uint JpegCompression = 6;

    /// <summary>The thumbnail of a JPEG, without anything but its picture; null when it has none that is sound.</summary>
    /// <param name="head">The file's first bytes, at most <see cref="Head"/>.</param>
    public static byte[]? Find(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> tiff = TiffOf(head);
        ReadOnlySpan<byte> jpeg = JpegOf(tiff);
        return jpeg.IsEmpty ? null : PlainJpeg.Of(jpeg);
    }

    /// <summary>What follows "Exif" in the first segment that begins so; empty when none does.</summary>
    private static ReadOnlySpan<byte> TiffOf(ReadOnlySpan<byte> head)
    {
        if (head is not [0xFF, 0xD8, ..])
        {
            return default;
        }

        int at = 2;
        for (int i = 0; i < MostSegments && at + 4 <= head.Length && head[at] == 0xFF && head[at + 1] is >= 0xE0 and <= 0xEF or 0xFE; i++)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(head[(at + 2)..]);
            if (length < 2 || at + 2 + length > head.Length)
            {
                return default;
            }

            ReadOnlySpan<byte> segment = head.Slice(at + 4, length - 2);
            if (head[at + 1] == 0xE1 && segment.StartsWith("Exif\0\0"u8))
            {
                return segment[6..];
            }

            at += 2 + length;
        }

        return default;
    }

    private static ReadOnlySpan<byte> JpegOf(ReadOnlySpan<byte> tiff)
    {
        bool little = tiff is [(byte)'I', (byte)'I', 42, 0, ..];
        if (tiff.Length < 8 || (!little && tiff is not [(byte)'M', (byte)'M', 0, 42, ..]))
        {
            return default;
        }

        // The first directory is passed over; it says where the second is.
        uint first = ReadLong(tiff, 4, little);
        if (CountAt(tiff, first, little) is not int count || ReadLongAt(tiff, first + 2 + ((long)count * EntrySize), little) is not uint second || second <= first)
        {
            return default;
        }

        (uint Compression, uint Offset, uint Length) found = Directory(tiff, second, little);
        return found.Compression == JpegCompression && found.Length >= 4 && (long)found.Offset + found.Length <= tiff.Length ? tiff.Slice((int)found.Offset, (int)found.Length) : default;
    }

    private static (uint Compression, uint Offset, uint Length) Directory(ReadOnlySpan<byte> tiff, uint at, bool little)
    {
        (uint Compression, uint Offset, uint Length) found = default;
        int count = CountAt(tiff, at, little) ?? 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = tiff.Slice((int)at + 2 + (i * EntrySize), EntrySize);
            (ushort tag, ushort type, uint values) = (ReadShort(entry, 0, little), ReadShort(entry, 2, little), ReadLong(entry, 4, little));
            if (values != 1 || type is not (Short or Long))
            {
                continue;
            }

            uint value = type == Short ? ReadShort(entry, 8, little) : ReadLong(entry, 8, little);
            switch (tag)
            {
                case CompressionTag:
                    found.Compression = value;
                    break;
                case OffsetTag:
                    found.Offset = value;
                    break;
                case LengthTag:
                    found.Length = value;
                    break;
            }
        }

        return found;
    }

    /// <summary>How many entries a directory has; null when it does not lie within.</summary>
    private static int? CountAt(ReadOnlySpan<byte> tiff, long at, bool little)
    {
        if (at < 8 || at + 2 > tiff.Length)
        {
            return null;
        }

        int count = ReadShort(tiff, (int)at, little);
        return count <= MostEntries && at + 2 + (count * EntrySize) <= tiff.Length ? count : null;
    }

    private static uint? ReadLongAt(ReadOnlySpan<byte> tiff, long at, bool little) => at + 4 <= tiff.Length ? ReadLong(tiff, (int)at, little) : null;

    private static ushort ReadShort(ReadOnlySpan<byte> bytes, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint ReadLong(ReadOnlySpan<byte> bytes, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
