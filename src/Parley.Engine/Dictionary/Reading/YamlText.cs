using Parley.Engine.Issues;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Parley.Engine.Dictionary.Reading;

/// <summary>
/// Reads a YAML text into elements that keep their places. Built on the parser's events and not on its object model, because a
/// repeated key must be an issue with a place, and because hashing every node makes the model several times slower.
/// </summary>
internal sealed class YamlText
{
    /// <summary>Deeper nesting than any definition has; keeps a hostile file from exhausting the stack.</summary>
    private const int MostDepth = 64;

    private readonly string _path;
    private readonly IssueSink _issues;
    private readonly Parser _parser;
    private bool _faulty;

    private YamlText(string path, string text, IssueSink issues)
    {
        _path = path;
        _issues = issues;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The documents of a text; those before a fault of syntax when there is one, which is reported.</summary>
    public static List<YamlElement> Read(string path, string text, IssueSink issues)
    {
        List<YamlElement> documents = [];
        try
        {
            new YamlText(path, text, issues).ReadDocuments(documents);
        }
        catch (YamlException fault)
        {
            SourcePosition place = new(path, (int)fault.Start.Line, (int)fault.Start.Column);
            issues.Add(DictionaryIssues.Syntax, $"the text is not YAML: {fault.Message}", place);
        }

        return documents;
    }

    private void ReadDocuments(List<YamlElement> documents)
    {
        _parser.Consume<StreamStart>();
        while (_parser.Accept<DocumentStart>(out _))
        {
            _parser.Consume<DocumentStart>();
            _faulty = false;
            YamlElement element = ReadNode(0);
            _parser.Consume<DocumentEnd>();
            if (!_faulty)
            {
                documents.Add(element);
            }
        }
    }

    private YamlElement ReadNode(int depth)
    {
        SourcePosition place = Place(_parser.Current!);
        if (depth > MostDepth)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"nested more than {MostDepth} deep");
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return YamlElement.Scalar(place, scalar.Value);
        }

        if (_parser.TryConsume<SequenceStart>(out _))
        {
            return ReadList(place, depth);
        }

        if (_parser.TryConsume<MappingStart>(out _))
        {
            return ReadMap(place, depth);
        }

        if (_parser.TryConsume<AnchorAlias>(out _))
        {
            _issues.Add(DictionaryIssues.Alias, "an alias stands here; definitions are written out", place);
            _faulty = true;
        }

        return YamlElement.Scalar(place, "");
    }

    private YamlElement ReadList(SourcePosition place, int depth)
    {
        List<YamlElement> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return YamlElement.List(place, items);
    }

    private YamlElement ReadMap(SourcePosition place, int depth)
    {
        List<(YamlElement Key, YamlElement Value)> pairs = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            YamlElement key = ReadNode(depth + 1);
            YamlElement value = ReadNode(depth + 1);
            if (key.Text is null)
            {
                _issues.Add(DictionaryIssues.WrongShape, $"a key is {key.Shape}; it must be a text", key.Position);
            }
            else if (!keys.Add(key.Text))
            {
                _issues.Add(DictionaryIssues.RepeatedKey, $"'{key.Text}' stands twice in one map", key.Position);
            }
            else
            {
                pairs.Add((key, value));
            }
        }

        return YamlElement.Map(place, pairs);
    }

    private SourcePosition Place(ParsingEvent at) => new(_path, (int)at.Start.Line, (int)at.Start.Column);
}
