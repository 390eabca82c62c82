using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>
/// Places in the queue of pairs as reviewers are given them. A page may end with a pair that the reviewer may not see, so a place is sealed: it tells neither records nor weight.
/// </summary>
internal sealed class ReviewPlaces(Store store)
{
    private const int Size = sizeof(int) + (2 * sizeof(long));
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _key = store.Keys.KeyFor("parley review places");

    /// <summary>A place as a text, another each time.</summary>
    public string Seal((int Weight, long Low, long High) place)
    {
        Span<byte> plain = stackalloc byte[Size];
        BinaryPrimitives.WriteInt32LittleEndian(plain, place.Weight);
        BinaryPrimitives.WriteInt64LittleEndian(plain[sizeof(int)..], place.Low);
        BinaryPrimitives.WriteInt64LittleEndian(plain[(sizeof(int) + sizeof(long))..], place.High);
        Span<byte> all = stackalloc byte[NonceSize + Size + TagSize];
        RandomNumberGenerator.Fill(all[..NonceSize]);
        using AesGcm aes = new(_key, TagSize);
        aes.Encrypt(all[..NonceSize], plain, all[NonceSize..^TagSize], all[^TagSize..]);
        return Base64Url.EncodeToString(all);
    }

    /// <summary>The place of a text; null where it is none that was given out.</summary>
    public (int Weight, long Low, long High)? Open(string text)
    {
        Span<byte> all = stackalloc byte[NonceSize + Size + TagSize];
        if (Base64Url.DecodeFromChars(text, all, out int read, out int length) != OperationStatus.Done || read != text.Length || length != all.Length)
        {
            return null;
        }

        Span<byte> plain = stackalloc byte[Size];
        using AesGcm aes = new(_key, TagSize);
        try
        {
            aes.Decrypt(all[..NonceSize], all[NonceSize..^TagSize], all[^TagSize..], plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return (BinaryPrimitives.ReadInt32LittleEndian(plain), BinaryPrimitives.ReadInt64LittleEndian(plain[sizeof(int)..]),
            BinaryPrimitives.ReadInt64LittleEndian(plain[(sizeof(int) + sizeof(long))..]));
    }
}
