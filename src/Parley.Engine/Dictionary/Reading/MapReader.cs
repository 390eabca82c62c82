using System.Globalization;
using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Reading;

/// <summary>Reads the entries of one map of a definition by their meaning; every fault is reported with its place and reading goes on.</summary>
internal readonly struct MapReader
{
    private readonly YamlElement _map;
    private readonly IssueSink _issues;

    private MapReader(YamlElement map, IssueSink issues)
    {
        _map = map;
        _issues = issues;
    }

    public SourcePosition Position => _map.Position;

    /// <summary>A reader of a map that may have these keys and no others; false, with an issue, when the element is no map.</summary>
    public static bool TryOpen(YamlElement element, ReadOnlySpan<string> keys, IssueSink issues, out MapReader reader)
    {
        reader = new MapReader(element, issues);
        if (element.Pairs is null)
        {
            issues.Add(DictionaryIssues.WrongShape, $"{element.Shape} stands where a map is expected", element.Position);
            return false;
        }

        foreach ((YamlElement key, _) in element.Pairs)
        {
            if (!keys.Contains(key.Text!))
            {
                issues.Add(
                    DictionaryIssues.UnknownKey,
                    $"'{key.Text}' has no meaning here; these keys have: {string.Join(", ", keys.ToArray())}",
                    key.Position);
            }
        }

        return true;
    }

    /// <summary>The element of a key, or null.</summary>
    public YamlElement? Element(string key) => _map[key];

    /// <summary>The place of a key's value, or of the map when the key is missing.</summary>
    public SourcePosition PositionOf(string key) => _map[key]?.Position ?? _map.Position;

    /// <summary>A text, or null when the key is missing.</summary>
    public string? Text(string key)
    {
        if (_map[key] is not { } element)
        {
            return null;
        }

        if (element.Text is null)
        {
            Report(DictionaryIssues.WrongShape, $"'{key}' is {element.Shape}; it must be a text", element);
        }

        return element.Text;
    }

    /// <summary>A text that must be there; null, with an issue, when it is not.</summary>
    public string? Required(string key)
    {
        if (_map[key] is null)
        {
            Report(DictionaryIssues.MissingKey, $"'{key}' is missing", _map);
            return null;
        }

        return Text(key);
    }

    /// <summary>A truth value, or null when the key is missing.</summary>
    public bool? Flag(string key)
    {
        string? text = Text(key);
        if (text is not (null or "true" or "false"))
        {
            Report(DictionaryIssues.WrongValue, $"'{key}' is '{text}'; it must be true or false", _map[key]!);
        }

        return text is null ? null : text == "true";
    }

    /// <summary>A whole number of at least 1, or null when the key is missing.</summary>
    public int? Count(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0)
        {
            return number;
        }

        Report(DictionaryIssues.WrongValue, $"'{key}' is '{text}'; it must be a whole number from 1", _map[key]!);
        return null;
    }

    /// <summary>The texts of a list, or the one text that stands for a list of one; null when the key is missing.</summary>
    public List<string>? Texts(string key) => _map[key] is { } element ? TextsOf(element) : null;

    /// <summary>The texts of a list element, or the one text that stands for a list of one.</summary>
    public List<string> TextsOf(YamlElement element)
    {
        if (element.Text is not null)
        {
            return [element.Text];
        }

        List<string> texts = [];
        foreach (YamlElement item in Items(element))
        {
            if (item.Text is null)
            {
                Report(DictionaryIssues.WrongShape, $"{item.Shape} stands where a text is expected", item);
            }
            else
            {
                texts.Add(item.Text);
            }
        }

        return texts;
    }

    /// <summary>The items of a list; none, with an issue, when the element is no list.</summary>
    public List<YamlElement> Items(YamlElement element)
    {
        if (element.Items is null)
        {
            Report(DictionaryIssues.WrongShape, $"{element.Shape} stands where a list is expected", element);
        }

        return element.Items ?? [];
    }

    /// <summary>The entries of a map below a key; none when the key is missing, none with an issue when it is no map.</summary>
    public List<(YamlElement Key, YamlElement Value)> Pairs(string key)
    {
        YamlElement? element = _map[key];
        if (element is not null && element.Pairs is null && element.Text != "")
        {
            Report(DictionaryIssues.WrongShape, $"'{key}' is {element.Shape}; it must be a map", element);
        }

        return element?.Pairs ?? [];
    }

    /// <summary>Reports a fault at an element.</summary>
    public void Report(IssueCode code, string message, YamlElement at) => _issues.Add(code, message, at.Position);
}
