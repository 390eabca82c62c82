using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Reading;

/// <summary>
/// Reads the part of YAML that the built-in files keep to: block maps and lists, flow maps and lists on one line, plain and quoted
/// scalars, comments. The full parser needs a quarter of a second to read the same files at start; a test holds the two readers
/// against each other over every file. Anything else in a built-in file is a fault of ours, so it throws.
/// </summary>
internal sealed class PlainYaml
{
    private readonly string _path;
    private readonly string _text;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private PlainYaml(string path, string text)
    {
        _path = path;
        _text = text;
    }

    private int Column => _at - _lineStart;

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private SourcePosition Place => new(_path, _line, Column + 1);

    /// <summary>The one document of a built-in file.</summary>
    public static YamlElement Read(string path, string text)
    {
        PlainYaml reader = new(path, text);
        reader.SkipToContent();
        YamlElement document = reader.ReadBlock();
        reader.SkipToContent();
        return reader._at == text.Length ? document : throw reader.Fault("something is left over");
    }

    private YamlElement ReadBlock() => IsItem() ? ReadBlockList() : ReadBlockMap();

    private YamlElement ReadBlockMap()
    {
        int indent = Column;
        SourcePosition place = Place;
        List<(YamlElement Key, YamlElement Value)> pairs = [];
        do
        {
            YamlElement key = ReadScalar(inFlow: false);
            Expect(':');
            pairs.Add((key, ReadValue(indent)));
            SkipToContent();
        }
        while (_at < _text.Length && Column == indent && !IsItem());

        return YamlElement.Map(place, pairs);
    }

    private YamlElement ReadBlockList()
    {
        int indent = Column;
        SourcePosition place = Place;
        List<YamlElement> items = [];
        do
        {
            _at++;
            SkipSpaces();
            items.Add(IsBlockMapAhead() ? ReadBlockMap() : ReadInline());
            SkipToContent();
        }
        while (_at < _text.Length && Column == indent && IsItem());

        return YamlElement.List(place, items);
    }

    /// <summary>A value after its key: on the same line, or a deeper block below.</summary>
    private YamlElement ReadValue(int indent)
    {
        SkipSpaces();
        if (Current is not ('\n' or '#' or '\0'))
        {
            return ReadInline();
        }

        SkipToContent();
        return Column > indent ? ReadBlock() : throw Fault("a value is missing");
    }

    private YamlElement ReadInline() => Current switch
    {
        '{' => ReadFlowMap(),
        '[' => ReadFlowList(),
        _ => ReadScalar(inFlow: false),
    };

    private YamlElement ReadFlow() => Current switch
    {
        '{' => ReadFlowMap(),
        '[' => ReadFlowList(),
        _ => ReadScalar(inFlow: true),
    };

    private YamlElement ReadFlowMap()
    {
        SourcePosition place = Place;
        List<(YamlElement Key, YamlElement Value)> pairs = [];
        _at++;
        for (SkipSpaces(); Current != '}'; SkipComma('}'))
        {
            YamlElement key = ReadScalar(inFlow: true);
            Expect(':');
            SkipSpaces();
            pairs.Add((key, ReadFlow()));
        }

        _at++;
        return YamlElement.Map(place, pairs);
    }

    private YamlElement ReadFlowList()
    {
        SourcePosition place = Place;
        List<YamlElement> items = [];
        _at++;
        for (SkipSpaces(); Current != ']'; SkipComma(']'))
        {
            items.Add(ReadFlow());
        }

        _at++;
        return YamlElement.List(place, items);
    }

    private YamlElement ReadScalar(bool inFlow)
    {
        SourcePosition place = Place;
        return YamlElement.Scalar(place, Current switch
        {
            '"' => ReadDoubleQuoted(),
            '\'' => ReadSingleQuoted(),
            '&' or '*' or '!' or '|' or '>' or '%' or '@' or '`' or '{' or '[' => throw Fault($"'{Current}' is not used in built-in files"),
            _ => ReadPlain(inFlow),
        });
    }

    private string ReadPlain(bool inFlow)
    {
        int start = _at;
        while (Current is not ('\n' or '\0')
            && !(Current == ':' && Next is ' ' or '\n' or '\0')
            && !(Current == '#' && _text[_at - 1] == ' ')
            && !(inFlow && Current is ',' or ']' or '}'))
        {
            _at++;
        }

        ReadOnlySpan<char> text = _text.AsSpan(start, _at - start).TrimEnd(' ');
        return text.IsEmpty ? throw Fault("a scalar is missing") : text.ToString();
    }

    private string ReadDoubleQuoted()
    {
        int start = ++_at;
        bool escaped = false;
        while (Current != '"')
        {
            escaped |= Current == '\\';
            _at += Current == '\\' ? 2 : Current is '\n' or '\0' ? throw Fault("a quoted text must end on its line") : 1;
        }

        string text = _text[start.._at++];
        return escaped ? text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal) : text;
    }

    private string ReadSingleQuoted()
    {
        int start = ++_at;
        while (Current != '\'' || Next == '\'')
        {
            _at += Current == '\'' ? 2 : Current is '\n' or '\0' ? throw Fault("a quoted text must end on its line") : 1;
        }

        return _text[start.._at++].Replace("''", "'", StringComparison.Ordinal);
    }

    private bool IsItem() => Current == '-' && Next == ' ';

    /// <summary>Whether a list item begins a block map: a key and a colon stand ahead on this line, outside brackets and quotes.</summary>
    private bool IsBlockMapAhead()
    {
        if (Current is '{' or '[' or '"' or '\'')
        {
            return false;
        }

        int end = _text.IndexOf('\n', _at);
        ReadOnlySpan<char> line = end < 0 ? _text.AsSpan(_at) : _text.AsSpan(_at, end - _at);
        return line.Contains(": ", StringComparison.Ordinal) || line.EndsWith(":", StringComparison.Ordinal);
    }

    private void Expect(char character)
    {
        if (Current != character)
        {
            throw Fault($"'{character}' is missing");
        }

        _at++;
    }

    private void SkipComma(char end)
    {
        SkipSpaces();
        if (Current != end)
        {
            Expect(',');
            SkipSpaces();
        }
    }

    private void SkipSpaces()
    {
        while (Current == ' ')
        {
            _at++;
        }
    }

    /// <summary>Goes to the next character that is neither space, line end nor comment.</summary>
    private void SkipToContent()
    {
        for (; _at < _text.Length; _at++)
        {
            if (Current == '#')
            {
                int end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }

            if (Current == '\n')
            {
                _line++;
                _lineStart = _at + 1;
            }
            else if (Current is not (' ' or '\r'))
            {
                return;
            }
        }
    }

    private InvalidOperationException Fault(string what) => new($"built-in dictionary, {Place}: {what}");
}
