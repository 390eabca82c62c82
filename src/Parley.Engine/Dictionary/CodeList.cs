using System.Diagnostics.CodeAnalysis;

namespace Parley.Engine.Dictionary;

/// <summary>A versioned list of codes with its source. Immutable once read.</summary>
public sealed class CodeList
{
    private readonly Dictionary<string, CodeEntry> _byCode = new(StringComparer.Ordinal);

    /// <summary>Makes a list; entries take their list from it.</summary>
    /// <param name="name">The list's name in the dictionary, in kebab case (<c>gender</c>).</param>
    /// <param name="version">The version of the source that was read.</param>
    /// <param name="source">Where the list comes from.</param>
    /// <param name="entries">Code, label and whether it is deprecated, in the source's order; codes are unique.</param>
    /// <param name="isOpen">True when values outside the list are usual and carried as text without a warning.</param>
    public CodeList(
        string name, string version, string source, IEnumerable<(string Code, string Label, bool Deprecated)> entries, bool isOpen = false)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Name = name;
        Version = version;
        Source = source;
        IsOpen = isOpen;
        List<CodeEntry> all = [];
        foreach ((string code, string label, bool deprecated) in entries)
        {
            CodeEntry entry = new(this, code, label, deprecated);
            _byCode.Add(code, entry);
            all.Add(entry);
        }

        Entries = all;
    }

    /// <summary>The list's name, unique in the dictionary.</summary>
    public string Name { get; }

    /// <summary>The version of the source that was read.</summary>
    public string Version { get; }

    /// <summary>Where the list comes from (standard, section).</summary>
    public string Source { get; }

    /// <summary>What the list is of; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>True when values outside the list are usual and carried as text without a warning (a force-supplied list).</summary>
    public bool IsOpen { get; }

    /// <summary>The entries in the source's order.</summary>
    public IReadOnlyList<CodeEntry> Entries { get; }

    /// <summary>Finds an entry by its code (ordinal, case matters).</summary>
    public bool TryGet(string code, [NotNullWhen(true)] out CodeEntry? entry) => _byCode.TryGetValue(code, out entry);

    /// <summary>Finds an entry by its code without making a string of it.</summary>
    public bool TryGet(ReadOnlySpan<char> code, [NotNullWhen(true)] out CodeEntry? entry) =>
        _byCode.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out entry);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
