using System.Buffers.Binary;

namespace Parley.Engine.Formats;

/// <summary>Says which rows or lines of a stream belong to one message.</summary>
internal abstract class RowGroups
{
    /// <summary>How many rows one message has at most, unless its translation says otherwise.</summary>
    public const int MostRows = 10_000;

    /// <summary>Finds what the rows of a message have in common.</summary>
    /// <param name="message">A row as a message of its own, with what stands before it.</param>
    /// <param name="before">How long what stands before the row is: a byte order mark, a header.</param>
    /// <param name="key">Takes the key; rows with the same key, one behind the other, are one message.</param>
    public abstract void FindKey(ReadOnlySpan<byte> message, int before, ByteBuffer key);

    /// <summary>Adds a value to a key, after its length: "ab" and "c" are not "a" and "bc".</summary>
    protected static void Add(ByteBuffer key, ReadOnlySpan<byte> value)
    {
        Add(key, value.Length);
        key.Add(value);
    }

    /// <summary>Adds a number to a key.</summary>
    protected static void Add(ByteBuffer key, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(key.Reserve(sizeof(int)), number);
        key.Advance(sizeof(int));
    }
}
