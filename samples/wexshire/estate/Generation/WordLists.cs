namespace Wexshire.Estate.Generation;

/// <summary>The lists of names and phrases in <c>lists.txt</c>, by the heading they stand under.</summary>
internal sealed class WordLists
{
    private readonly Dictionary<string, string[]> _lists = new(StringComparer.Ordinal);

    public WordLists()
    {
        using var stream = typeof(WordLists).Assembly.GetManifestResourceStream("lists.txt")!;
        using var reader = new StreamReader(stream);
        var heading = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                heading = line.Trim('[', ']');
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                _lists[heading] = line.Split('|');
            }
        }
    }

    public string[] this[string heading] => _lists[heading];
}
