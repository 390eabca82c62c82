using Parley.Engine.Issues;

namespace Parley.Engine.Workspace.Yaml;

/// <summary>
/// A map. Whoever reads it asks for its keys by name and at last calls <see cref="ReportUnknownKeys"/>: what nobody asked for is reported,
/// with the nearest of the names that were.
/// </summary>
public sealed class YamlMap : YamlNode
{
    private readonly Dictionary<string, YamlEntry> _byKey;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    internal YamlMap(IReadOnlyList<YamlEntry> entries, SourcePosition position, IssueSink issues)
        : base(position, issues)
    {
        Entries = entries;
        _byKey = entries.ToDictionary(e => e.Key, StringComparer.Ordinal);
    }

    /// <summary>The entries in the file's order; keys are unique.</summary>
    public IReadOnlyList<YamlEntry> Entries { get; }

    /// <inheritdoc/>
    public override string Description => "a map";

    /// <summary>Whether a key is there with a value. Does not count as asking for it.</summary>
    public bool Has(string key) => _byKey.TryGetValue(key, out YamlEntry? entry) && !entry.Value.IsNull;

    /// <summary>The value of a key; null when the key is not there or has no value.</summary>
    public YamlNode? Find(string key)
    {
        _asked.Add(key);
        return Has(key) ? _byKey[key].Value : null;
    }

    /// <summary>The value of a key that must be there; reports and answers null when it is not.</summary>
    public YamlNode? Require(string key)
    {
        YamlNode? found = Find(key);
        if (found is null)
        {
            SourcePosition place = _byKey.TryGetValue(key, out YamlEntry? entry) ? entry.KeyPosition : Position;
            Issues.Add(YamlIssues.MissingKey, $"'{key}' is missing", place);
        }

        return found;
    }

    /// <summary>A scalar that must be there; reports and answers the type's default when it is not or is of another form.</summary>
    public T? Required<T>(string key, YamlForm<T> form) =>
        Require(key) is { } node && node.TryAs(form, key, out T value) ? value : default;

    /// <summary>A scalar that may be there; answers <paramref name="fallback"/> when it is not, or is of another form (which is reported).</summary>
    public T Optional<T>(string key, YamlForm<T> form, T fallback) =>
        Find(key) is { } node && node.TryAs(form, key, out T value) ? value : fallback;

    /// <summary>A scalar that may be there; false when it is not, or is of another form (which is reported).</summary>
    public bool TryGet<T>(string key, YamlForm<T> form, out T value)
    {
        value = default!;
        return Find(key) is { } node && node.TryAs(form, key, out value);
    }

    /// <summary>A map that must be there, or null.</summary>
    public YamlMap? RequiredMap(string key) => Require(key)?.AsMap(key);

    /// <summary>A map that may be there, or null.</summary>
    public YamlMap? Map(string key) => Find(key)?.AsMap(key);

    /// <summary>A list that may be there; null when it is not.</summary>
    public YamlList? List(string key) => Find(key)?.AsList(key);

    /// <summary>A list of scalars of one form; empty when it is not there. A single scalar stands for a list of one.</summary>
    public IReadOnlyList<T> Values<T>(string key, YamlForm<T> form)
    {
        YamlNode? node = Find(key);
        return node switch
        {
            null => [],
            YamlScalar scalar => scalar.TryAs(form, key, out T value) ? [value] : [],
            _ => node.AsList(key)?.As(form, key) ?? [],
        };
    }

    /// <summary>The maps of a list; empty when the list is not there. Items that are no maps are reported.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) =>
        [.. (List(key)?.Items ?? []).Select(i => i.AsMap(key)).OfType<YamlMap>()];

    /// <summary>Reports every key that was not asked for, with the nearest name that was.</summary>
    public void ReportUnknownKeys()
    {
        foreach (YamlEntry entry in Entries.Where(e => !_asked.Contains(e.Key)))
        {
            Issues.Add(YamlIssues.UnknownKey, UnknownKeyMessage(entry.Key), entry.KeyPosition);
        }
    }

    private string UnknownKeyMessage(string key)
    {
        string? near = NearestName.Of(key, _asked.Except(Entries.Select(e => e.Key)));
        return near is not null
            ? $"'{key}' means nothing here; did you mean '{near}'?"
            : $"'{key}' means nothing here; known keys: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}";
    }
}
