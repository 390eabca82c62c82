using Parley.Server.Operations;
using Xunit;

namespace Parley.Server.Tests.Operations;

public sealed class KeyedHashTests
{
    /// <summary>From the authors' vectors: the key is 00 to 0f, the text the first bytes of 00, 01, 02 …</summary>
    [Theory]
    [InlineData(0, 0x726fdb47dd0e0e31)]
    [InlineData(1, 0x74f839c593dc67fd)]
    [InlineData(2, 0x0d6c8009d9a94f5a)]
    [InlineData(3, 0x85676696d7fb7e2d)]
    [InlineData(8, 0x93f5f5799a932462)]
    [InlineData(15, 0xa129ca6149be45e5)]
    public void PublishedVectors_AreMet(int length, ulong expected)
    {
        KeyedHash hash = new([.. Enumerable.Range(0, 16).Select(i => (byte)i)]);

        ulong actual = hash.Of([.. Enumerable.Range(0, length).Select(i => (byte)i)]);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Parts_AreKeptApart_AndUsesAndSecretsToo()
    {
        KeyedHash hash = new([1, 2, 3], "one use");

        ulong[] all =
        [
            hash.Of("a", "bc"), hash.Of("ab", "c"), hash.Of("abc"), hash.Of("a", "b", "c"), hash.Of(""), hash.Of("", ""),
            new KeyedHash([1, 2, 3], "another use").Of("a", "bc"), new KeyedHash([1, 2, 4], "one use").Of("a", "bc"),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(hash.Of("a", "bc"), hash.Of("a\0bc"));
    }

    [Fact]
    public void LongText_IsHashedAsItsBytes()
    {
        KeyedHash hash = new([1, 2, 3], "one use");
        string text = string.Concat(Enumerable.Repeat("Zoë 🚔 ", 500));

        Assert.Equal(hash.Of(System.Text.Encoding.UTF8.GetBytes(text)), hash.Of(text));
    }
}
