using System.Buffers;

namespace Parley.Engine.Formats.Json;

/// <summary>
/// Finds where a JSON value ends by counting brackets outside strings, over as many pieces as it comes in. Whether it is well-formed is for
/// the reader to say.
/// </summary>
internal struct JsonScanner
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("{}[]\""u8);
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(" \t\r\n,]}{[\""u8);

    private int _at;
    private int _depth;
    private bool _inString;

    /// <summary>Looks on for the end of the value that starts at the data's first byte.</summary>
    /// <param name="data">The value as far as it is there: at least what the last call had.</param>
    /// <param name="isAll">Whether nothing comes behind the data.</param>
    /// <returns>The value's length, or -1 when it does not end in the data.</returns>
    public int FindEnd(ReadOnlySpan<byte> data, bool isAll)
    {
        if (data.IsEmpty)
        {
            return -1;
        }

        if (data[0] is not ((byte)'{' or (byte)'[' or (byte)'"'))
        {
            int end = data[1..].IndexOfAny(ScalarEnd);
            return end >= 0 ? end + 1 : isAll ? data.Length : -1;
        }

        while (_at < data.Length)
        {
            if (_inString ? PassString(data) : PassStructure(data))
            {
                return _at;
            }
        }

        return -1;
    }

    private bool PassString(ReadOnlySpan<byte> data)
    {
        int next = data[_at..].IndexOfAny(InString);
        if (next < 0)
        {
            _at = data.Length;
            return false;
        }

        _at += next;
        if (data[_at] == '\\')
        {
            // What is escaped may still have to come; then the next call starts behind it.
            _at += 2;
            return false;
        }

        _at++;
        _inString = false;
        return _depth == 0;
    }

    private bool PassStructure(ReadOnlySpan<byte> data)
    {
        int next = data[_at..].IndexOfAny(Structure);
        if (next < 0)
        {
            _at = data.Length;
            return false;
        }

        _at += next;
        switch (data[_at++])
        {
            case (byte)'"':
                _inString = true;
                return false;
            case (byte)'{' or (byte)'[':
                _depth++;
                return false;
            default:
                return --_depth <= 0;
        }
    }
}
