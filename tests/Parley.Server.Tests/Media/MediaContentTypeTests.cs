using System.Text;
using Parley.Engine.Workspace;
using Parley.Server.Media;
using Xunit;

namespace Parley.Server.Tests.Media;

/// <summary>The first bytes of each type, as its format describes them, against every type.</summary>
public sealed class MediaContentTypeTests
{
    private static readonly (string[] Types, byte[] Head)[] s_heads =
    [
        (["image/jpeg"], [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8]),
        (["image/png"], [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13]),
        (["image/gif"], [.. "GIF89a"u8, 1, 0, 1, 0]),
        (["image/webp"], [.. "RIFF"u8, 100, 0, 0, 0, .. "WEBPVP8 "u8]),
        (["image/tiff"], [.. "II"u8, 42, 0, 8, 0, 0, 0]),
        (["image/bmp"], [.. "BM"u8, 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0]),
        (["image/heic"], Brands("heic", "mif1", "heic")),
        (["video/mp4", "audio/mp4"], Brands("isom", "isom", "iso2", "avc1", "mp41")),
        (["video/quicktime"], Brands("qt  ", "qt  ")),
        (["audio/mp4"], Brands("M4A ", "M4A ")),
        (["video/webm"], [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x84, .. "webm"u8]),
        (["video/x-matroska"], [0x1A, 0x45, 0xDF, 0xA3, 0xA3, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x88, .. "matroska"u8]),
        (["video/x-msvideo"], [.. "RIFF"u8, 100, 0, 0, 0, .. "AVI LIST"u8]),
        (["video/mpeg"], [0, 0, 1, 0xBA, 0x44]),
        (["audio/mpeg"], [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0]),
        (["audio/mpeg"], [0xFF, 0xFB, 0x90, 0x64]),
        (["audio/wav"], [.. "RIFF"u8, 100, 0, 0, 0, .. "WAVEfmt "u8]),
        (["audio/ogg"], [.. "OggS"u8, 0, 2]),
        (["audio/flac"], [.. "fLaC"u8, 0, 0, 0, 34]),
        (["application/pdf"], [.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, 0, 1]),
        (["application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]),
        (["application/vnd.openxmlformats-officedocument.wordprocessingml.document"], Zip("[Content_Types].xml", "word/document.xml")),
        (["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"], Zip("[Content_Types].xml", "xl/workbook.xml")),
        (["application/vnd.openxmlformats-officedocument.presentationml.presentation"], Zip("[Content_Types].xml", "ppt/presentation.xml")),
        (["application/vnd.oasis.opendocument.text"], Zip("mimetypeapplication/vnd.oasis.opendocument.text")),
        (["application/vnd.oasis.opendocument.spreadsheet"], Zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet")),
        (["application/rtf", "text/plain", "text/csv"], [.. @"{\rtf1\ansi"u8]),
        (["text/plain", "text/csv"], Encoding.UTF8.GetBytes("name,café\r\n1,2\r\n")),
        (["text/plain", "text/csv"], Encoding.UTF8.GetBytes("cut in a character: é")[..^1]),
        (["text/plain", "text/csv"], Encoding.UTF8.GetBytes("<html><script>alert(1)</script>")),
        ([], [.. "MZ"u8, 0x90, 0, 3]),
        ([], [0x7F, .. "ELF"u8, 2, 1, 1, 0]),
        ([], [.. "PK"u8, 3, 4, 20, 0, .. "any.txt"u8]),
        ([], Encoding.Latin1.GetBytes("café, in another encoding")),
        ([], [0]),
    ];

    [Fact]
    public void Head_FitsItsOwnTypesAlone()
    {
        foreach ((string[] types, byte[] head) in s_heads)
        {
            Assert.Equal(types.Order(), MediaContentType.Known.Where(t => MediaContentType.Fits(t, head)).Order());
        }
    }

    [Fact]
    public void EveryType_HasAHeadHere_AndIsKnownToTheWorkspace()
    {
        Assert.Equal(MediaDefinition.KnownTypes.Order(StringComparer.Ordinal), MediaContentType.Known.Order(StringComparer.Ordinal));
        Assert.Equal(MediaContentType.Known.Order(StringComparer.Ordinal), s_heads.SelectMany(h => h.Types).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NoTypeThatCouldRun_IsShownInline() =>
        Assert.All(MediaContentType.Known.Where(MediaContentType.IsSafe), t => Assert.True(t.StartsWith("image/", StringComparison.Ordinal) || t.StartsWith("audio/", StringComparison.Ordinal) || t.StartsWith("video/", StringComparison.Ordinal), t));

    private static byte[] Brands(string major, params string[] compatible) =>
        [0, 0, 0, (byte)(16 + (4 * compatible.Length)), .. Encoding.ASCII.GetBytes("ftyp" + major), 0, 0, 2, 0, .. Encoding.ASCII.GetBytes(string.Concat(compatible)), 0, 0, 0, 8, .. "free"u8];

    private static byte[] Zip(params string[] names) => [.. "PK"u8, 3, 4, .. new byte[26], .. Encoding.ASCII.GetBytes(string.Join('\n', names))];
}
