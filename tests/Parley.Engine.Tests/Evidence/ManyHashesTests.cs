using System.Security.Cryptography;
using Parley.Engine.Evidence;
using Xunit;

namespace Parley.Engine.Tests.Evidence;

/// <summary>The hashes are the framework's, whatever lies side by side.</summary>
public sealed class ManyHashesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    public void EveryLength_OfBlocksAndBetween_IsAsTheFrameworkHashesIt(int prefix)
    {
        byte[] before = new byte[prefix];
        Array.Fill(before, (byte)7);
        ReadOnlyMemory<byte>[] inputs = [.. Enumerable.Range(0, 400).Select(length => (ReadOnlyMemory<byte>)Bytes(new Random(length), length))];

        AssertSame(inputs, before);
    }

    [Fact]
    public void AnyNumber_OfAnyLengths_IsAsTheFrameworkHashesIt()
    {
        Random random = new(5);
        for (int count = 0; count < 40; count++)
        {
            AssertSame([.. Enumerable.Range(0, count).Select(_ => (ReadOnlyMemory<byte>)Bytes(random, random.Next(2_000)))], [0]);
        }
    }

    [Fact]
    public void Leaves_AreThoseOfSingleEntries()
    {
        Random random = new(6);
        ReadOnlyMemory<byte>[] entries = [.. Enumerable.Range(0, 300).Select(_ => (ReadOnlyMemory<byte>)Bytes(random, random.Next(900)))];
        TreeHash[] leaves = new TreeHash[entries.Length];

        TreeHash.Leaves(entries, leaves);

        Assert.Equal(entries.Select(e => TreeHash.Leaf(e.Span)), leaves);
    }

    [Fact]
    public void TooLittleRoom_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ManyHashes.Hash([new byte[1], new byte[1]], [], new byte[TreeHash.Size]));

    private static void AssertSame(ReadOnlyMemory<byte>[] inputs, byte[] prefix)
    {
        byte[] hashes = new byte[inputs.Length * TreeHash.Size];
        ManyHashes.Hash(inputs, prefix, hashes);

        Assert.Equal(
            inputs.Select(i => Convert.ToHexString(SHA256.HashData((byte[])[.. prefix, .. i.Span]))),
            hashes.Chunk(TreeHash.Size).Select(Convert.ToHexString));
    }

    private static byte[] Bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
