using System.Buffers;

namespace Parley.Engine.Expressions;

/// <summary>Reads JSON values straight from UTF-8, one after the other.</summary>
internal ref partial struct JqReader
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [(byte)'"', (byte)'\\', 0x7F, .. Enumerable.Range(0, 0x20).Select(i => (byte)i)]);

    private readonly ReadOnlySpan<byte> _data;
    private readonly JqJsonForm _form;
    private readonly JqShapes _shapes;
    private readonly bool _isLast;
    private int _at;
    private int _depth;

    /// <param name="data">The text, or what there is of it so far.</param>
    /// <param name="form">What is read as JSON.</param>
    /// <param name="shapes">What is kept between values.</param>
    /// <param name="isLast">Whether nothing follows the data.</param>
    public JqReader(ReadOnlySpan<byte> data, JqJsonForm form, JqShapes shapes, bool isLast = true)
    {
        _data = data;
        _form = form;
        _shapes = shapes;
        _isLast = isLast;
    }

    /// <summary>What is wrong; null when nothing is, or more data is needed.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether the value goes on beyond the data.</summary>
    public bool NeedsMore { get; private set; }

    /// <summary>How far the values read so far go.</summary>
    public readonly int Position => _at;

    /// <summary>The one value of a text; null with a fault when there is none or something follows it.</summary>
    public JqValue? ReadWhole()
    {
        SkipMark();
        JqValue? value = ReadNext();
        if (value is null)
        {
            Fault ??= "Expected JSON value";
            return null;
        }

        SkipBlanks();
        return _at == _data.Length ? value : Bad("Unexpected extra JSON values");
    }

    /// <summary>The next value of a sequence; null at its end, with a fault, or when more data is needed; the position is then before the value.</summary>
    public JqValue? ReadNext()
    {
        SkipBlanks();
        int start = _at;
        if (start == _data.Length)
        {
            return null;
        }

        _shapes.Begin();
        _depth = 0;
        JqValue? value = Read();
        if (value is null && NeedsMore)
        {
            _at = start;
        }

        return value;
    }

    /// <summary>Skips a byte order mark at the very start, which jq does too.</summary>
    public void SkipMark() => _at += !_form.IsStrict && _at == 0 && _data.StartsWith("\uFEFF"u8) ? 3 : 0;

    private JqValue? Read()
    {
        SkipBlanks();
        if (_at == _data.Length)
        {
            return Cut();
        }

        return _data[_at] switch
        {
            (byte)'{' => ReadObject(),
            (byte)'[' => ReadArray(),
            (byte)'"' => ReadString(),
            _ => ReadWord(),
        };
    }

    private void SkipBlanks()
    {
        ReadOnlySpan<byte> data = _data;
        int at = _at;
        while (at < data.Length && (data[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' || (data[at] == 0x1E && _depth == 0 && !_form.IsStrict)))
        {
            at++;
        }

        _at = at;
    }

    private JqArray? ReadArray()
    {
        if (!Open())
        {
            return null;
        }

        int mark = _shapes.Top;
        if (!Closes((byte)']'))
        {
            do
            {
                if (Read() is not { } item)
                {
                    return null;
                }

                _shapes.Push(item);
            }
            while (Continues((byte)']', "expected , or ] in an array"));
        }

        return Fault is null && !NeedsMore ? Close(new JqArray(_shapes.Pop(mark))) : null;
    }

    private JqObject? ReadObject()
    {
        if (!Open())
        {
            return null;
        }

        int mark = _shapes.Top;
        JqShape shape = _shapes.Root;
        JqObjectBuilder? large = null;
        if (!Closes((byte)'}'))
        {
            do
            {
                if (!ReadMember(mark, ref shape, ref large))
                {
                    return null;
                }
            }
            while (Continues((byte)'}', "expected , or } in an object"));
        }

        if (Fault is not null || NeedsMore)
        {
            return null;
        }

        JqValue[] values = _shapes.Pop(mark);
        return Close(large?.Build() ?? new JqObject(shape.Names, values));
    }

    private bool ReadMember(int mark, ref JqShape shape, ref JqObjectBuilder? large)
    {
        SkipBlanks();
        if (_at < _data.Length && _data[_at] != '"')
        {
            Bad("object keys must be strings");
            return false;
        }

        if (large is null && shape.Count == JqShape.MostMembers)
        {
            large = new JqObjectBuilder(new JqObject(shape.Names, _shapes.Pop(mark)));
        }

        JqShape? next = null;
        string? name = null;
        if (large is null ? !TryShape(shape, out next) : (name = (ReadString() as JqString)?.Value) is null)
        {
            return false;
        }

        SkipBlanks();
        if (_at == _data.Length || _data[_at] != ':')
        {
            _ = _at == _data.Length ? Cut() : Bad("expected : after the name of a member");
            return false;
        }

        _at++;
        if (Read() is not { } value)
        {
            return false;
        }

        if (next is null)
        {
            large!.Set(name!, value);
        }
        else if (next.Replaces >= 0)
        {
            _shapes.Set(mark + next.Replaces, value);
        }
        else
        {
            _shapes.Push(value);
            shape = next;
        }

        return true;
    }

    /// <summary>Reads a name and follows it through the shapes.</summary>
    private bool TryShape(JqShape shape, out JqShape? next)
    {
        next = null;
        if (_at == _data.Length)
        {
            Cut();
            return false;
        }

        // A name that is known ends at the first quote or after an escape; either way the bytes up to the closing quote tell it.
        ReadOnlySpan<byte> rest = _data[(_at + 1)..];
        int end = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (end >= 0 && rest[end] == '"' && (next = shape.Find(rest[..end])) is not null)
        {
            _at += end + 2;
            return true;
        }

        int start = _at + 1;
        if (ReadString() is not JqString name)
        {
            return false;
        }

        ReadOnlySpan<byte> key = _data[start..(_at - 1)];
        next = shape.Find(key) ?? _shapes.Add(shape, key, name.Value);
        return true;
    }

    private bool Open()
    {
        _at++;
        if (++_depth <= _form.Nesting)
        {
            return true;
        }

        Bad(_form.IsStrict ? $"nests more than {_form.Nesting} levels deep" : "Exceeds depth limit for parsing");
        return false;
    }

    private T Close<T>(T value)
    {
        _depth--;
        return value;
    }

    /// <summary>Whether a list is empty.</summary>
    private bool Closes(byte end)
    {
        SkipBlanks();
        bool closes = _at < _data.Length && _data[_at] == end;
        _at += closes ? 1 : 0;
        return closes;
    }

    /// <summary>Whether a further element follows; false at the end and with a fault.</summary>
    private bool Continues(byte end, string fault)
    {
        SkipBlanks();
        if (_at == _data.Length)
        {
            Cut();
            return false;
        }

        byte found = _data[_at];
        if (found != ',' && found != end)
        {
            Bad(fault);
            return false;
        }

        _at++;
        return found == ',';
    }

    /// <summary>The data ends within a value.</summary>
    private JqValue? Cut()
    {
        if (!_isLast)
        {
            NeedsMore = true;
            return null;
        }

        return Bad("Unfinished JSON term");
    }

    private JqValue? Bad(string what)
    {
        Fault ??= Place(what);
        return null;
    }

    private readonly string Place(string what)
    {
        ReadOnlySpan<byte> before = _data[..Math.Min(_at, _data.Length)];
        int column = before.Length - before.LastIndexOf((byte)'\n') - 1;
        return $"{what} at {(_at >= _data.Length ? "EOF at " : "")}line {before.Count((byte)'\n') + 1}, column {column}";
    }
}
