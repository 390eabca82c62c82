using System.Buffers.Binary;
using System.Text;
using Parley.Engine.Workspace;
using Parley.Server.Media;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Media;

/// <summary>Thumbnails that cameras put into photographs: found where they are sound, freed of all else, never trusted.</summary>
public sealed class ExifThumbnailTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Thumbnail_IsFound_WithoutItsOtherData(bool little)
    {
        byte[]? found = ExifThumbnail.Find(Photograph(Exif(Thumbnail(withComment: true), little)));

        Assert.Equal(Thumbnail(withComment: false), found);
        Assert.DoesNotContain("lens cap", Encoding.Latin1.GetString(found!), StringComparison.Ordinal);
    }

    [Fact]
    public void Thumbnail_BehindAnotherSegment_IsFound()
    {
        byte[] photograph = Photograph(Exif(Thumbnail(false), true));
        byte[] jfif = [0xFF, 0xE0, 0, 6, (byte)'J', (byte)'F', (byte)'I', (byte)'F'];

        Assert.NotNull(ExifThumbnail.Find([.. photograph[..2], .. jfif, .. photograph[2..]]));
    }

    [Fact]
    public void WhatIsNotSound_IsNoThumbnail()
    {
        byte[] good = Thumbnail(false);
        byte[] exif = Exif(good, true);
        Assert.Null(ExifThumbnail.Find([]));
        Assert.Null(ExifThumbnail.Find([0xFF, 0xD8]));
        Assert.Null(ExifThumbnail.Find(Photograph([])));
        Assert.Null(ExifThumbnail.Find(Photograph(Exif("<script>alert(1)</script>"u8.ToArray(), true))));
        Assert.Null(ExifThumbnail.Find(Photograph(Exif(good[..^2], true))));
        Assert.Null(ExifThumbnail.Find(Photograph(Exif([.. good[..2], 0xFF, 0xD9], true))));
        Assert.Null(ExifThumbnail.Find(Photograph(Exif(Thumbnail(false, side: 2000), true))));
        Assert.Null(ExifThumbnail.Find(Photograph(With(exif, 4, 0xFFFFFFFF))));
        Assert.Null(ExifThumbnail.Find(Photograph(With(exif, SecondAt(exif), 8))));
        Assert.Null(ExifThumbnail.Find(Photograph(With(exif, SecondAt(exif), 0xFFFFFFF0))));
    }

    [Fact]
    public void AnyByteChanged_AndAnyCut_NeitherThrowsNorReadsBeyond()
    {
        byte[] photograph = Photograph(Exif(Thumbnail(true), false));
        Random random = new(5);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] changed = [.. photograph];
            for (int n = random.Next(1, 6); n > 0; n--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            byte[]? found = ExifThumbnail.Find(changed.AsSpan(0, random.Next(changed.Length + 1)));
            Assert.True(found is null || (found is [0xFF, 0xD8, .., 0xFF, 0xD9] && found.Length <= photograph.Length));
        }
    }

    [Fact]
    public async Task Thumbnail_IsReadByWhomThePhotographIs_AndRecorded_AndIsAbsentToOthers()
    {
        byte[] bytes = [.. Photograph(Exif(Thumbnail(true), true)), .. new byte[200_000]];
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(bytes, "image/jpeg");
        string plain = await calls.PutAsync(MediaCalls.Png(1000));

        using HttpResponseMessage read = await calls.AskAsync(HttpMethod.Get, $"/v1/media/{id}/thumbnail", Estate.KeyOf("beacon"));
        using HttpResponseMessage none = await calls.AskAsync(HttpMethod.Get, $"/v1/media/{plain}/thumbnail", Estate.KeyOf("beacon"));
        using HttpResponseMessage hidden = await calls.AskAsync(HttpMethod.Get, $"/v1/media/{id}/thumbnail", Estate.KeyOf("control"));
        using HttpResponseMessage missing = await calls.AskAsync(HttpMethod.Get, "/v1/media/o-00000000000aa/thumbnail", Estate.KeyOf("control"));

        Assert.Equal((200, "image/jpeg"), ((int)read.StatusCode, read.Content.Headers.ContentType?.MediaType));
        Assert.Equal(Thumbnail(false), await read.Content.ReadAsByteArrayAsync(Token));
        Assert.Contains("MED118", await none.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal((404, 404), ((int)none.StatusCode, (int)hidden.StatusCode));
        Assert.Equal(
            await missing.Content.ReadAsStringAsync(Token), (await hidden.Content.ReadAsStringAsync(Token)).Replace(id, "o-00000000000aa", StringComparison.Ordinal));
        Assert.Contains("object-thumbnail-read", (await server.GetAsync($"/v1/media/{id}/continuity")).Text, StringComparison.Ordinal);
    }

    private static byte[] Photograph(byte[] exif) =>
        exif.Length == 0 ? [0xFF, 0xD8, 0xFF, 0xD9] : [0xFF, 0xD8, 0xFF, 0xE1, .. Big(exif.Length + 8), .. "Exif\0\0"u8, .. exif, 0xFF, 0xD9];

    /// <summary>A small JPEG as T.81 lays it out; its picture means nothing.</summary>
    private static byte[] Thumbnail(bool withComment, int side = 160) =>
    [
        0xFF, 0xD8, .. withComment ? (byte[])[0xFF, 0xFE, 0, 10, .. "lens cap"u8] : [],
        0xFF, 0xDB, 0, 5, 0, 1, 2,
        0xFF, 0xC0, 0, 11, 8, .. Big(side), .. Big(120), 1, 1, 0x11, 0,
        0xFF, 0xC4, 0, 4, 0, 1,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 0x12, 0x34, 0xFF, 0x00, 0x56, 0xFF, 0xD0, 0x78,
        0xFF, 0xD9,
    ];

    /// <summary>A TIFF header, a first directory of one entry, and a second that names a thumbnail.</summary>
    private static byte[] Exif(byte[] thumbnail, bool little)
    {
        const int First = 8;
        const int Second = First + 2 + 12 + 4;
        const int Picture = Second + 2 + (3 * 12) + 4;
        byte[] exif = new byte[Picture + thumbnail.Length];
        (little ? "II"u8 : "MM"u8).CopyTo(exif);
        Write16(2, 42);
        Write32(4, First);
        Write16(First, 1);
        Entry(First + 2, 0x0112, 3, 1);
        Write32(First + 14, Second);
        Write16(Second, 3);
        Entry(Second + 2, 0x0103, 3, 6);
        Entry(Second + 14, 0x0201, 4, Picture);
        Entry(Second + 26, 0x0202, 4, (uint)thumbnail.Length);
        thumbnail.CopyTo(exif, Picture);
        return exif;

        void Entry(int at, ushort tag, ushort type, uint value)
        {
            Write16(at, tag);
            Write16(at + 2, type);
            Write32(at + 4, 1);
            if (type == 3)
            {
                Write16(at + 8, (ushort)value);
            }
            else
            {
                Write32(at + 8, value);
            }
        }

        void Write16(int at, ushort value)
        {
            if (little)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(exif.AsSpan(at), value);
            }
            else
            {
                BinaryPrimitives.WriteUInt16BigEndian(exif.AsSpan(at), value);
            }
        }

        void Write32(int at, uint value)
        {
            if (little)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(exif.AsSpan(at), value);
            }
            else
            {
                BinaryPrimitives.WriteUInt32BigEndian(exif.AsSpan(at), value);
            }
        }
    }

    private static int SecondAt(byte[] exif) => 8 + 2 + (12 * exif[8]);

    private static byte[] With(byte[] exif, int at, uint value)
    {
        byte[] changed = [.. exif];
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(at), value);
        return changed;
    }

    private static byte[] Big(int value) => [(byte)(value >> 8), (byte)value];

    private static Estate NewEstate()
    {
        Estate estate = new Estate().System("beacon").System("control").OwnedBy("control", "eastmoor");
        estate.Media = new MediaDefinition { Folder = "media", MaxBytes = 4 << 20 };
        return estate;
    }
}
