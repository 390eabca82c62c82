using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Server.Storage;

/// <summary>Several fields of a row sealed as one value: each a length (-1 for none) and its bytes.</summary>
internal static class SealedFields
{
    private const int Header = sizeof(int);

    /// <summary>Seals texts; null when there is none among them.</summary>
    public static byte[]? Seal(ContentKey key, AesGcm cipher, SealedPlace place, params ReadOnlySpan<string?> texts)
    {
        int most = 0;
        bool any = false;
        foreach (string? text in texts)
        {
            any |= text is not null;
            most += Header + Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0);
        }

        if (!any)
        {
            return null;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(most);
        int length = 0;
        foreach (string? text in texts)
        {
            int size = text is null ? -1 : Encoding.UTF8.GetBytes(text, buffer.AsSpan(length + Header));
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), size);
            length += Header + Math.Max(size, 0);
        }

        byte[] result = key.Seal(cipher, place, buffer.AsSpan(0, length));
        buffer.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
        return result;
    }

    /// <summary>Seals a text and bytes; null when neither is there.</summary>
    public static byte[]? Seal(ContentKey key, SealedPlace place, string? text, byte[]? bytes)
    {
        if (text is null && bytes is null)
        {
            return null;
        }

        byte[] encoded = text is null ? [] : Encoding.UTF8.GetBytes(text);
        byte[] plain = new byte[(2 * Header) + encoded.Length + (bytes?.Length ?? 0)];
        BinaryPrimitives.WriteInt32LittleEndian(plain, text is null ? -1 : encoded.Length);
        encoded.CopyTo(plain.AsSpan(Header));
        Span<byte> rest = plain.AsSpan(Header + encoded.Length);
        BinaryPrimitives.WriteInt32LittleEndian(rest, bytes?.Length ?? -1);
        bytes?.CopyTo(rest[Header..]);
        return key.Seal(place, plain);
    }

    /// <summary>The texts among opened fields, as many as are asked for.</summary>
    public static string?[] Texts(byte[]? plain, int count)
    {
        string?[] texts = new string?[count];
        for (int i = 0, at = 0; plain is not null && i < count; i++)
        {
            texts[i] = Field(plain, ref at) is ReadOnlyMemory<byte> field ? Encoding.UTF8.GetString(field.Span) : null;
        }

        return texts;
    }

    /// <summary>A text and bytes among opened fields.</summary>
    public static (string? Text, byte[]? Bytes) TextAndBytes(byte[]? plain)
    {
        int at = 0;
        return plain is null
            ? (null, null)
            : (Field(plain, ref at) is ReadOnlyMemory<byte> text ? Encoding.UTF8.GetString(text.Span) : null, Field(plain, ref at)?.ToArray());
    }

    private static ReadOnlyMemory<byte>? Field(byte[] plain, ref int at)
    {
        int size = BinaryPrimitives.ReadInt32LittleEndian(plain.AsSpan(at));
        at += Header + Math.Max(size, 0);
        // An untyped null would become an empty memory.
        return size < 0 ? default(ReadOnlyMemory<byte>?) : plain.AsMemory(at - size, size);
    }
}
