namespace Parley.Engine.Expressions;

/// <summary>Where modules are found: only below the given folders, whatever a program names.</summary>
/// <param name="folders">The folders that are searched, in order.</param>
/// <param name="read">Reads a file; null when there is none.</param>
public sealed class JqModules(IReadOnlyList<string> folders, Func<string, string?> read)
{
    /// <summary>The folders that are searched, in order.</summary>
    public IReadOnlyList<string> Folders { get; } = folders;

    /// <summary>Finds a module or, with <paramref name="isData"/>, a file of JSON values.</summary>
    /// <param name="name">The name as imported: <c>a</c>, <c>folder/a</c>.</param>
    /// <param name="search">Where the import says to look; empty for the folders.</param>
    /// <param name="from">The file that imports; null for the program itself.</param>
    /// <param name="isData">Whether data is wanted.</param>
    internal (string File, string Text)? Find(string name, IReadOnlyList<string> search, string? from, bool isData)
    {
        string extension = isData ? ".json" : ".jq";
        string last = name[(name.LastIndexOf('/') + 1)..];
        foreach (string place in Places(search, from))
        {
            foreach (string file in (string[])[$"{name}{extension}", $"{name}/{last}{extension}"])
            {
                string path = Path.GetFullPath(Path.Combine(place, file));
                if (IsInside(path) && read(path) is { } text)
                {
                    return (path, text);
                }
            }
        }

        return null;
    }

    private IEnumerable<string> Places(IReadOnlyList<string> search, string? from)
    {
        if (search.Count == 0)
        {
            return Folders;
        }

        IEnumerable<string> bases = from is null ? Folders : [Path.GetDirectoryName(from)!];
        return bases.SelectMany(b => search.Select(s => Path.Combine(b, s)));
    }

    private bool IsInside(string path) =>
        Folders.Any(f => path.StartsWith(Path.GetFullPath(f).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal));
}
