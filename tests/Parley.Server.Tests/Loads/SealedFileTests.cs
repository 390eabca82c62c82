using System.Security.Cryptography;
using Parley.Server.Loads;
using Parley.Server.Operations;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Loads;

/// <summary>The file of a load as it is kept until it is loaded.</summary>
public sealed class SealedFileTests
{
    private const int SealedPiece = (64 << 10) + sizeof(long) + 36;

    private readonly ContentKey _key = new(7, RandomNumberGenerator.GetBytes(32));
    private readonly string _path = Path.Combine(TestServer.NewFolder(), "l-1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(300_000)]
    public async Task WhatIsKept_IsReadBack(int size)
    {
        byte[] content = RandomNumberGenerator.GetBytes(size);

        Assert.Equal(size, await AppendAsync(content));

        Assert.Equal(content, Read());
    }

    [Fact]
    public async Task AFileThatWasCutOff_GoesOnAtItsLastWholePiece()
    {
        byte[] content = RandomNumberGenerator.GetBytes(300_000);
        await AppendAsync(content[..150_000]);

        long there = SealedFile.ReceivedBytes(_path);
        long size = await AppendAsync(content[(int)there..]);

        Assert.Equal((131_072, 300_000), (there, size));
        Assert.Equal(content, Read());
    }

    [Fact]
    public async Task TooLarge_IsRefused_AndWhatIsThereStays()
    {
        using MemoryStream body = new(new byte[200_000]);

        ProblemException refused = await Assert.ThrowsAsync<ProblemException>(() => SealedFile.AppendAsync(_path, _key, body, 100_000, Token));

        Assert.Equal(413, refused.Problem.Status);
        Assert.Equal(65_536, SealedFile.ReceivedBytes(_path));
    }

    [Fact]
    public async Task PiecesInAnotherOrder_ChangedOrUnderAnotherKey_AreFound()
    {
        await AppendAsync(RandomNumberGenerator.GetBytes(200_000));
        byte[] whole = await File.ReadAllBytesAsync(_path, Token);

        byte[] swapped = [.. whole[SealedPiece..(2 * SealedPiece)], .. whole[..SealedPiece], .. whole[(2 * SealedPiece)..]];
        await File.WriteAllBytesAsync(_path, swapped, Token);
        Assert.Throws<InvalidDataException>(Read);
        byte[] changed = [.. whole];
        changed[100] ^= 1;
        await File.WriteAllBytesAsync(_path, changed, Token);
        Assert.Throws<InvalidDataException>(Read);
        await File.WriteAllBytesAsync(_path, whole, Token);
        using Stream other = SealedFile.Open(_path, new ContentKey(7, RandomNumberGenerator.GetBytes(32)));
        Assert.Throws<InvalidDataException>(() => other.ReadByte());
    }

    private async Task<long> AppendAsync(byte[] content)
    {
        using MemoryStream body = new(content);
        return await SealedFile.AppendAsync(_path, _key, body, long.MaxValue, Token);
    }

    private byte[] Read()
    {
        using Stream stream = SealedFile.Open(_path, _key);
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
