using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Parley.Engine.Expressions;

/// <content>Strings, numbers and words.</content>
internal ref partial struct JqReader
{
    private JqValue? ReadString()
    {
        ReadOnlySpan<byte> rest = _data[(_at + 1)..];
        int end = rest.IndexOfAny(Special);
        if (end >= 0 && rest[end] == '"' && Utf8.IsValid(rest[..end]))
        {
            _at += end + 2;
            return new JqString(rest[..end].ToArray());
        }

        return ReadDifficult(rest);
    }

    /// <summary>A string with escapes, or with what does not belong in one.</summary>
    private JqValue? ReadDifficult(ReadOnlySpan<byte> rest)
    {
        int length = Length(rest);
        if (length < 0)
        {
            _at = _data.Length;
            return Cut();
        }

        ReadOnlySpan<byte> inside = rest[..length];
        if (_form.IsStrict && (!Utf8.IsValid(inside) || inside.IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0))
        {
            return Bad("a string is not valid Unicode, or has a control character");
        }

        string text = Encoding.UTF8.GetString(inside);
        string? plain = inside.Contains((byte)'\\') ? Unescape(text) : text;
        _at += length + 2;
        return plain is null ? null : new JqString(plain);
    }

    /// <summary>The bytes up to the closing quote; -1 when it is not there.</summary>
    private static int Length(ReadOnlySpan<byte> rest)
    {
        int at = 0;
        while (true)
        {
            int found = rest[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (rest[at] == '"')
            {
                return at;
            }

            at += 2;
            if (at > rest.Length)
            {
                return -1;
            }
        }
    }

    private string? Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
                continue;
            }

            char escape = text[++i];
            if (escape == 'u')
            {
                if (i + 4 >= text.Length || !ushort.TryParse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
                {
                    Bad("Invalid escape");
                    return null;
                }

                plain.Append((char)unit);
                i += 4;
                continue;
            }

            int known = "\"\\/bfnrt".IndexOf(escape, StringComparison.Ordinal);
            if (known < 0)
            {
                Bad("Invalid escape");
                return null;
            }

            plain.Append("\"\\/\b\f\n\r\t"[known]);
        }

        return Whole(plain.ToString());
    }

    /// <summary>Halves of surrogate pairs are no characters: a fault, or U+FFFD for jq.</summary>
    private string? Whole(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return text;
        }

        string whole = JqText.Repair(text);
        if (_form.IsStrict && whole != text)
        {
            Bad("a string is not valid Unicode");
            return null;
        }

        return whole;
    }

    private JqValue? ReadWord()
    {
        ReadOnlySpan<byte> rest = _data[_at..];
        int length = 0;
        bool isInteger = true;
        while (length < rest.Length && IsWord(rest[length]))
        {
            isInteger &= rest[length] is >= (byte)'0' and <= (byte)'9';
            length++;
        }

        if (length == rest.Length && !_isLast)
        {
            return Cut();
        }

        ReadOnlySpan<byte> word = rest[..length];
        JqValue? value = isInteger && length is > 0 and < 16 && (word[0] != '0' || length == 1) ? Integer(word) : Word(word);
        if (value is null)
        {
            _at += length;
            return Bad("Invalid numeric literal");
        }

        _at += length;
        return value;
    }

    private static bool IsWord(byte b) => b is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z')
        or (byte)'-' or (byte)'+' or (byte)'.';

    private static JqNumber Integer(ReadOnlySpan<byte> digits)
    {
        long value = 0;
        foreach (byte digit in digits)
        {
            value = (value * 10) + (digit - '0');
        }

        return new JqNumber(value);
    }

    private readonly JqValue? Word(ReadOnlySpan<byte> word) => word switch
    {
        [(byte)'t', (byte)'r', (byte)'u', (byte)'e'] => JqValue.True,
        [(byte)'f', (byte)'a', (byte)'l', (byte)'s', (byte)'e'] => JqValue.False,
        [(byte)'n', (byte)'u', (byte)'l', (byte)'l'] => JqValue.Null,
        _ => JqNumberText.TryRead(Encoding.ASCII.GetString(word), _form.IsStrict),
    };
}
