using System.Runtime.CompilerServices;

namespace Parley.Engine.Formats;

/// <summary>A growing array of bytes that writers fill; kept from message to message, so that steady state allocates nothing.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[4096];

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The bytes so far, as memory; valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Forgets the bytes and keeps the array.</summary>
    public void Clear() => Length = 0;

    /// <summary>Cuts off what was written behind a length.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Appends one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(byte value)
    {
        int length = Length;
        byte[] bytes = _bytes;
        if ((uint)length >= (uint)bytes.Length)
        {
            bytes = Grow(1);
        }

        bytes[length] = value;
        Length = length + 1;
    }

    /// <summary>Appends bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(scoped ReadOnlySpan<byte> values)
    {
        int length = Length;
        byte[] bytes = _bytes;
        if (bytes.Length - length < values.Length)
        {
            bytes = Grow(values.Length);
        }

        values.CopyTo(bytes.AsSpan(length));
        Length = length + values.Length;
    }

    /// <summary>Room for at least <paramref name="count"/> bytes behind those written; count in what was used with <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Grow(count);
        }

        return _bytes.AsSpan(Length);
    }

    /// <summary>Counts in bytes written into the room that <see cref="Reserve"/> gave.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Drops the first <paramref name="count"/> bytes and moves the rest to the front.</summary>
    public void RemoveFirst(int count)
    {
        _bytes.AsSpan(count, Length - count).CopyTo(_bytes);
        Length -= count;
    }

    private byte[] Grow(int count)
    {
        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)_bytes.Length * 2, (long)Length + count)));
        return _bytes;
    }
}
