using System.Text;
using System.Text.Unicode;

namespace Parley.Server.Media;

/// <summary>What the first bytes of each media type look like. A type that cannot be told by them is not taken.</summary>
internal static class MediaContentType
{
    private const int ZipHeader = 30;

    private static readonly Dictionary<string, Test> s_tests = new(StringComparer.Ordinal)
    {
        ["application/msword"] = IsCompound,
        ["application/pdf"] = head => head[..Math.Min(head.Length, 1024)].IndexOf("%PDF-"u8) >= 0,
        ["application/rtf"] = head => head.StartsWith(@"{\rtf"u8),
        ["application/vnd.ms-excel"] = IsCompound,
        ["application/vnd.ms-powerpoint"] = IsCompound,
        ["application/vnd.oasis.opendocument.spreadsheet"] = head => IsOpenDocument(head, "application/vnd.oasis.opendocument.spreadsheet"u8),
        ["application/vnd.oasis.opendocument.text"] = head => IsOpenDocument(head, "application/vnd.oasis.opendocument.text"u8),
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = head => IsOffice(head, "ppt/"u8),
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = head => IsOffice(head, "xl/"u8),
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = head => IsOffice(head, "word/"u8),
        ["audio/flac"] = head => head.StartsWith("fLaC"u8),
        ["audio/mp4"] = head => IsBaseMedia(head, "M4A ", "M4B ", "mp42", "isom", "mp41", "dash"),
        ["audio/mpeg"] = head => head.StartsWith("ID3"u8) || (head.Length > 2 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2),
        ["audio/ogg"] = head => head.StartsWith("OggS"u8),
        ["audio/wav"] = head => IsRiff(head, "WAVE"u8),
        ["image/bmp"] = head => head.StartsWith("BM"u8) && head.Length > 26 && head[6..10].IndexOfAnyExcept((byte)0) < 0,
        ["image/gif"] = head => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8),
        ["image/heic"] = head => IsBaseMedia(head, "heic", "heix", "heim", "heis", "mif1", "msf1"),
        ["image/jpeg"] = head => head.StartsWith<byte>([0xFF, 0xD8, 0xFF]),
        ["image/png"] = head => head.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
        ["image/tiff"] = head => head.StartsWith<byte>([(byte)'I', (byte)'I', 42, 0]) || head.StartsWith<byte>([(byte)'M', (byte)'M', 0, 42]),
        ["image/webp"] = head => IsRiff(head, "WEBP"u8),
        ["text/csv"] = IsText,
        ["text/plain"] = IsText,
        ["video/mp4"] = head => IsBaseMedia(head, "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "dash", "M4V ", "MSNV"),
        ["video/mpeg"] = head => head.StartsWith<byte>([0, 0, 1, 0xBA]) || head.StartsWith<byte>([0, 0, 1, 0xB3]),
        ["video/quicktime"] = head => IsBaseMedia(head, "qt  "),
        ["video/webm"] = head => IsMatroska(head, "webm"u8),
        ["video/x-matroska"] = head => IsMatroska(head, "matroska"u8),
        ["video/x-msvideo"] = head => IsRiff(head, "AVI "u8),
    };

    // What a browser shows without running anything of it. No PDF: it may hold script.
    private static readonly HashSet<string> s_safe = new(StringComparer.Ordinal)
    {
        "audio/flac", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav", "image/bmp", "image/gif", "image/jpeg", "image/png", "image/webp",
        "video/mp4", "video/quicktime", "video/webm",
    };

    private delegate bool Test(ReadOnlySpan<byte> head);

    /// <summary>The types that can be told.</summary>
    public static IEnumerable<string> Known => s_tests.Keys;

    /// <summary>Whether an object begins as its type does.</summary>
    /// <param name="type">The declared type.</param>
    /// <param name="head">Its first bytes: 64 KiB of them, or all.</param>
    public static bool Fits(string type, ReadOnlySpan<byte> head) => s_tests.TryGetValue(type, out Test? test) && test(head);

    /// <summary>Whether a browser may show it in its own window instead of saving it.</summary>
    public static bool IsSafe(string type) => s_safe.Contains(type);

    private static bool IsCompound(ReadOnlySpan<byte> head) => head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    private static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith<byte>([(byte)'P', (byte)'K', 3, 4]);

    private static bool IsOffice(ReadOnlySpan<byte> head, ReadOnlySpan<byte> folder) =>
        IsZip(head) && head.IndexOf("[Content_Types].xml"u8) >= 0 && head.IndexOf(folder) >= 0;

    /// <summary>Its first entry says the type, uncompressed, right after the entry's header and name.</summary>
    private static bool IsOpenDocument(ReadOnlySpan<byte> head, ReadOnlySpan<byte> type) =>
        IsZip(head) && head.Length > ZipHeader && head[ZipHeader..].StartsWith("mimetype"u8) && head[(ZipHeader + 8)..].StartsWith(type);

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> form) => head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith(form);

    private static bool IsMatroska(ReadOnlySpan<byte> head, ReadOnlySpan<byte> document) =>
        head.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]) && head[..Math.Min(head.Length, 64)].IndexOf(document) >= 0;

    /// <summary>An ISO base media file whose major brand, or one of those it names as compatible, is one of some.</summary>
    private static bool IsBaseMedia(ReadOnlySpan<byte> head, params ReadOnlySpan<string> brands)
    {
        if (head.Length < 16 || !head[4..].StartsWith("ftyp"u8))
        {
            return false;
        }

        ReadOnlySpan<byte> named = head[8..Math.Clamp((head[2] << 8) | head[3], 16, Math.Min(head.Length, 256))];
        for (int at = 0; at + 4 <= named.Length; at += 4)
        {
            if (at != 4 && brands.Contains(Encoding.Latin1.GetString(named.Slice(at, 4))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        // The last character may be cut.
        int end = head.Length;
        for (int i = 1; i <= 3 && i < head.Length && !Utf8.IsValid(head[..end]); i++)
        {
            end = head.Length - i;
        }

        return Utf8.IsValid(head[..end]) && head.IndexOfAnyInRange((byte)0x0E, (byte)0x1F) < 0 && head.IndexOfAnyInRange((byte)0, (byte)8) < 0;
    }
}
