using System.Security.Cryptography;
using Parley.Server.Storage;
using Xunit;

namespace Parley.Server.Tests.Storage;

/// <summary>The ways to keys that were asked for of late.</summary>
public sealed class KeyPathsTests
{
    [Fact]
    public void Ways_OfManyBlocks_GiveEachNumberItsKey()
    {
        KeyPaths paths = new();
        for (long block = 0; block < 20; block++)
        {
            paths.Add(Seed(block));
        }

        foreach (long block in new[] { 7L, 0, 19, 7, 3 })
        {
            long number = (block * KeyTree.BlockSize) + 4321;
            Assert.True(Same(new KeyPath(Seed(block)).Key(number), paths.Find(number)!.Key(number)));
        }

        Assert.Null(paths.Find(20 * KeyTree.BlockSize));
    }

    [Fact]
    public void Ways_OfABlockThatSomethingWasErasedOf_LeadToEveryOtherNumber()
    {
        const long erased = KeyTree.BlockSize + 77;
        KeyPaths paths = new();
        foreach (KeyNode node in KeyTree.Without(Seed(1), erased))
        {
            paths.Add(node);
        }

        Assert.Null(paths.Find(erased));
        foreach (long number in new[] { KeyTree.BlockSize, erased - 1, erased + 1, erased + 300, (2 * KeyTree.BlockSize) - 1 })
        {
            Assert.True(Same(new KeyPath(Seed(1)).Key(number), paths.Find(number)!.Key(number)));
        }
    }

    [Fact]
    public void Ways_BeyondTheMost_AreForgotten_AndClearForgetsAll()
    {
        KeyPaths paths = new();
        for (long block = 0; block <= KeyPaths.Most; block++)
        {
            paths.Add(Seed(block));
        }

        Assert.Null(paths.Find(0));
        Assert.NotNull(paths.Find(KeyPaths.Most * KeyTree.BlockSize));
        paths.Clear();
        Assert.Null(paths.Find(KeyPaths.Most * KeyTree.BlockSize));
    }

    private static KeyNode Seed(long block) => new(block * KeyTree.BlockSize, 0, SHA256.HashData(BitConverter.GetBytes(block)));

    private static bool Same(ContentKey left, ContentKey right) =>
        left.Open(SealedPlace.Body, right.Seal(SealedPlace.Body, "secret"u8)) is [(byte)'s', ..];
}
