using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Parley.Engine.Expressions;

/// <summary>Writes values as JSON in UTF-8 into one buffer that grows and is used again.</summary>
public sealed class JqWriter(JqLayout layout) : IDisposable
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        ['"', '\\', '\x7f', .. Enumerable.Range(0, 0x20).Select(i => (char)i)]);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;

    /// <summary>After how many bytes the rest of a value may be left out; what is written is then no JSON.</summary>
    internal int Most { get; init; } = int.MaxValue;

    /// <summary>What has been written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Forgets what has been written; the buffer stays.</summary>
    public void Clear() => _length = 0;

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    /// <summary>Writes a value.</summary>
    public void Write(JqValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Write(value, 0);
    }

    /// <summary>Writes a string's characters as they are, without quotes; any other value as JSON.</summary>
    public void WriteRaw(JqValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value is not JqString text)
        {
            Write(value, 0);
        }
        else if (text.Plain is { } plain)
        {
            Append(plain);
        }
        else
        {
            AppendText(text.Value);
        }
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    private void Write(JqValue value, int level)
    {
        switch (value)
        {
            case JqString text:
                WriteString(text);
                break;
            case JqNumber number:
                WriteNumber(number);
                break;
            case JqArray array:
                WriteArray(array.Elements, level);
                break;
            case JqObject o:
                WriteObject(o, level);
                break;
            default:
                Append(value.Kind switch { JqKind.True => "true"u8, JqKind.False => "false"u8, _ => "null"u8 });
                break;
        }
    }

    private void WriteArray(JqValue[] items, int level)
    {
        Append((byte)'[');
        for (int i = 0; i < items.Length && _length <= Most; i++)
        {
            Separate(i, level + 1);
            Write(items[i], level + 1);
        }

        End(items.Length, level);
        Append((byte)']');
    }

    private void WriteObject(JqObject o, int level)
    {
        Append((byte)'{');
        for (int i = 0; i < o.Count && _length <= Most; i++)
        {
            Separate(i, level + 1);
            int place = layout.SortNames ? o.Shape.Sorted[i] : i;
            if (layout.AsciiOnly)
            {
                WriteString(new JqString(o.Names[place]));
                Append((byte)':');
            }
            else
            {
                Append(o.Shape.Json(place));
            }

            if (layout.Indent > 0)
            {
                Append((byte)' ');
            }

            Write(o.Values[place], level + 1);
        }

        End(o.Count, level);
        Append((byte)'}');
    }

    private void Separate(int index, int level)
    {
        if (index > 0)
        {
            Append((byte)',');
        }

        NewLine(level);
    }

    private void End(int count, int level)
    {
        if (count > 0)
        {
            NewLine(level);
        }
    }

    private void NewLine(int level)
    {
        if (layout.Indent == 0)
        {
            return;
        }

        int blanks = layout.Indent * level;
        Span<byte> room = Room(blanks + 1);
        room[0] = (byte)'\n';
        room.Slice(1, blanks).Fill(layout.UseTabs ? (byte)'\t' : (byte)' ');
        _length += blanks + 1;
    }

    private void WriteNumber(JqNumber number)
    {
        if (number.Text is { } text)
        {
            AppendText(text);
            return;
        }

        double value = number.Value;
        if (Math.Abs(value) < 1e15 && Math.Floor(value) == value && (value != 0 || !double.IsNegative(value)))
        {
            Utf8Formatter.TryFormat((long)value, Room(20), out int written);
            _length += written;
            return;
        }

        AppendText(JqNumberText.Format(value));
    }

    private void WriteString(JqString text)
    {
        Append((byte)'"');
        if (text.Plain is { } plain && (!layout.AsciiOnly || Ascii.IsValid(plain)))
        {
            Append(plain);
        }
        else
        {
            WriteEscaped(text.Value);
        }

        Append((byte)'"');
    }

    private void WriteEscaped(ReadOnlySpan<char> rest)
    {
        while (true)
        {
            int special = rest.IndexOfAny(Special);
            int beyond = layout.AsciiOnly ? rest.IndexOfAnyExceptInRange('\0', '\x7f') : -1;
            int stop = special < 0 ? beyond : beyond < 0 ? special : Math.Min(special, beyond);
            AppendText(stop < 0 ? rest : rest[..stop]);
            if (stop < 0)
            {
                return;
            }

            Escape(rest[stop]);
            rest = rest[(stop + 1)..];
        }
    }

    private void Escape(char c)
    {
        int known = "\"\\\b\f\n\r\t".IndexOf(c, StringComparison.Ordinal);
        if (known >= 0)
        {
            Append([(byte)'\\', "\"\\bfnrt"u8[known]]);
            return;
        }

        Span<byte> room = Room(6);
        "\\u"u8.CopyTo(room);
        Utf8Formatter.TryFormat((ushort)c, room[2..], out _, new StandardFormat('x', 4));
        _length += 6;
    }

    private void AppendText(ReadOnlySpan<char> text) => _length += Encoding.UTF8.GetBytes(text, Room(text.Length * 3));

    private void Append(byte one)
    {
        Room(1)[0] = one;
        _length++;
    }

    private Span<byte> Room(int size)
    {
        if (_buffer.Length - _length < size)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + size));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsSpan(_length);
    }
}
