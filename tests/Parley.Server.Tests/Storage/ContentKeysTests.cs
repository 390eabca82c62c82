using System.Security.Cryptography;
using System.Text;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Storage;

public sealed class ContentKeysTests
{
    private readonly string _path = Path.Combine(TestServer.NewFolder(), "keys.db");

    [Fact]
    public void Key_FoundByNumber_IsTheOneThatWasGiven_AlsoAfterARestart()
    {
        List<(long Number, byte[] Sealed)> given = [];
        using (ContentKeys keys = Open())
        {
            for (int i = 0; i < 300; i++)
            {
                ContentKey key = keys.Next();
                given.Add((key.Number, key.Seal(SealedPlace.Body, "secret"u8)));
            }
        }

        using ContentKeys again = Open();
        Assert.All(given.AsEnumerable().Reverse(), g => Assert.Equal("secret", Text(again.Open(SealedPlace.Body, g.Sealed))));
        Assert.DoesNotContain(again.Next().Number, given.Select(g => g.Number));
    }

    [Fact]
    public void Key_Erased_IsGoneForGood_AndItsNeighboursAreNot()
    {
        using ContentKeys keys = Open();
        List<byte[]> given = [.. Enumerable.Range(0, 20).Select(_ => keys.Next().Seal(SealedPlace.Body, "secret"u8))];

        keys.Erase([Number(given[7]), Number(given[8]), Number(given[0])]);
        keys.Erase([Number(given[7])]);

        using ContentKeys again = Open();
        foreach (ContentKeys one in new[] { keys, again })
        {
            Assert.All([given[0], given[7], given[8]], g => Assert.Null(one.Open(SealedPlace.Body, g)));
            Assert.All(given.Where((_, i) => i is not (0 or 7 or 8)), g => Assert.Equal("secret", Text(one.Open(SealedPlace.Body, g))));
        }

        Assert.NotEqual(Number(given[19]) + 1, keys.Next().Number);
    }

    [Fact]
    public void ErasedKey_CannotBeDerivedFromAnyBytesOfTheFile()
    {
        byte[] sealedBytes;
        byte[] node;
        using (ContentKeys keys = Open())
        {
            ContentKey key = keys.Next();
            sealedBytes = key.Seal(SealedPlace.Body, "secret"u8);
            using KeyFile before = new(_path, master: null);
            node = before.Find(key.Number)!.Value.Value.ToArray();
            Assert.True(Bytes().AsSpan().IndexOf(node) >= 0, "The seed must be in the file before.");
            before.Dispose();
            keys.Erase([key.Number]);
            Assert.Equal(-1, Bytes().AsSpan().IndexOf(node));
        }

        Assert.Equal(-1, Bytes().AsSpan().IndexOf(node));
        Assert.False(AnyNodeOpens(sealedBytes, Bytes()), "A run of 32 bytes in the file leads to the erased key.");
    }

    [Fact]
    public void Sealed_InAnotherPlaceOrChanged_DoesNotOpen()
    {
        using ContentKeys keys = Open();
        byte[] sealedBytes = keys.Next().Seal(SealedPlace.Body, "secret"u8);

        Assert.Null(keys.Open(SealedPlace.Outcome, sealedBytes));
        for (int i = 0; i < sealedBytes.Length; i++)
        {
            byte[] changed = [.. sealedBytes];
            changed[i] ^= 1;
            Assert.Null(keys.Open(SealedPlace.Body, changed));
        }
    }

    [Fact]
    public void Seals_OfTheSame_AreNeverTheSame()
    {
        using ContentKeys keys = Open();
        ContentKey key = keys.Next();
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(key.Seal(SealedPlace.Body, "x"u8))).Distinct().Count());
    }

    [Fact]
    public void Master_WrapsTheNodes_AndMustBeTheSame()
    {
        byte[] sealedBytes;
        using (ContentKeys keys = new(new KeyFile(_path, "master")))
        {
            sealedBytes = keys.Next().Seal(SealedPlace.Body, "secret"u8);
        }

        Assert.Throws<StoreUnavailableException>(() => new KeyFile(_path, "another"));
        Assert.Throws<StoreUnavailableException>(() => new KeyFile(_path, null));
        using ContentKeys again = new(new KeyFile(_path, "master"));
        Assert.Equal("secret", Text(again.Open(SealedPlace.Body, sealedBytes)));
    }

    [Fact]
    public void OlderFile_GivesOutNoNumberOfTheStoreAgain()
    {
        using ContentKeys keys = Open();
        keys.StartAbove(10_000_000);
        Assert.True(keys.Next().Number > 10_000_000);
    }

    [Fact]
    public void Threads_GetKeysOfTheirOwn()
    {
        using ContentKeys keys = Open();
        long[] numbers = [.. Enumerable.Range(0, 5000).AsParallel().Select(_ => keys.Next().Number)];
        Assert.Equal(5000, numbers.Distinct().Count());
    }

    [Fact]
    public void Path_InAnyOrder_GivesTheKeysThatTheSeedGives()
    {
        const long first = 5 * KeyTree.BlockSize;
        KeyNode seed = new(first, 0, RandomNumberGenerator.GetBytes(KeyTree.Size));
        KeyPath path = new(seed with { Value = [.. seed.Value] });
        long[] numbers = [first, first + 1, first + 2, first + 3, first + 63, first + 64, first + 64, first + 65535, first + 32768, first + 1, first + 12345];

        foreach (long number in numbers)
        {
            byte[] sealedBytes = path.Key(number).Seal(SealedPlace.Body, "secret"u8);
            Assert.Equal("secret", Text(new ContentKey(number, Derive(seed.Value, number, 0)).Open(SealedPlace.Body, sealedBytes)));
        }

        KeyPath runs = new(seed with { Value = [.. seed.Value] });
        foreach (long number in new[] { first, first + 64, first + 192, first + 1024 })
        {
            Assert.Equal(path.Key(number + 7).Open(SealedPlace.Body, new KeyPath(runs.Node(number, KeyTree.RunLevel)).Key(number + 7).Seal(SealedPlace.Body, [1])), [1]);
        }
    }

    [Fact]
    public void Erase_AmongKeysThatAreBeingGivenOut_TakesThoseAndNoOthers()
    {
        using ContentKeys keys = Open();
        byte[][] given = [.. Enumerable.Range(0, 400).AsParallel().Select(i =>
        {
            byte[] one = keys.Next().Seal(SealedPlace.Body, "secret"u8);
            if (i % 40 == 0)
            {
                keys.Erase([Number(one)]);
                Assert.Null(keys.Open(SealedPlace.Body, one));
            }

            return one;
        })];

        using ContentKeys again = Open();
        Assert.Equal(390, given.Count(g => Text(again.Open(SealedPlace.Body, g)) == "secret"));
        Assert.Equal(400, given.Select(Number).Distinct().Count());
    }

    private static long Number(byte[] sealedBytes) => ContentKey.NumberOf(sealedBytes)!.Value;

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);

    /// <summary>A key, derived half by half from a node at a level.</summary>
    private static byte[] Derive(ReadOnlySpan<byte> node, long number, int level)
    {
        byte[] value = node.ToArray();
        while (level < KeyTree.Levels)
        {
            level++;
            value = SHA512.HashData(value).AsSpan(KeyTree.Half(number, level) * KeyTree.Size, KeyTree.Size).ToArray();
        }

        return value;
    }

    /// <summary>Tries every run of 32 bytes as the node of each level above the key.</summary>
    private static bool AnyNodeOpens(byte[] sealedBytes, byte[] file)
    {
        long number = Number(sealedBytes);
        for (int at = 0; at + KeyTree.Size <= file.Length; at++)
        {
            ReadOnlySpan<byte> run = file.AsSpan(at, KeyTree.Size);
            if (run.IndexOfAnyExcept((byte)0) < 0)
            {
                continue;
            }

            for (int from = 0; from <= KeyTree.Levels; from += 4)
            {
                if (new ContentKey(number, Derive(run, number, from)).Open(SealedPlace.Body, sealedBytes) is not null)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private ContentKeys Open() => new(new KeyFile(_path, master: null));

    private byte[] Bytes() => [.. new[] { _path, _path + "-wal" }.Where(File.Exists).SelectMany(ReadShared)];

    private static byte[] ReadShared(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
