using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Reading;

/// <summary>One node of a YAML text with its place. Exactly one of text, items or pairs is there.</summary>
internal sealed class YamlElement
{
    private YamlElement(SourcePosition position, string? text, List<YamlElement>? items, List<(YamlElement Key, YamlElement Value)>? pairs)
    {
        Position = position;
        Text = text;
        Items = items;
        Pairs = pairs;
    }

    /// <summary>Where it begins.</summary>
    public SourcePosition Position { get; }

    /// <summary>The text of a scalar as written, without quotes; empty for a key without a value; null for a list or map.</summary>
    public string? Text { get; }

    /// <summary>The items of a list, or null.</summary>
    public List<YamlElement>? Items { get; }

    /// <summary>The entries of a map in order, keys unique scalars, or null.</summary>
    public List<(YamlElement Key, YamlElement Value)>? Pairs { get; }

    /// <summary>What it is, for messages.</summary>
    public string Shape => Text is not null ? "a text" : Items is not null ? "a list" : "a map";

    public static YamlElement Scalar(SourcePosition position, string text) => new(position, text, null, null);

    public static YamlElement List(SourcePosition position, List<YamlElement> items) => new(position, null, items, null);

    public static YamlElement Map(SourcePosition position, List<(YamlElement Key, YamlElement Value)> pairs) => new(position, null, null, pairs);

    /// <summary>The value of a key of a map, or null.</summary>
    public YamlElement? this[string key]
    {
        get
        {
            foreach ((YamlElement name, YamlElement value) in Pairs ?? [])
            {
                if (string.Equals(name.Text, key, StringComparison.Ordinal))
                {
                    return value;
                }
            }

            return null;
        }
    }
}
