using System.Text;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats.Csv;

/// <summary>The columns of rows that are being read: their names in order, with the shapes that know them. Kept while the header stays the same.</summary>
internal sealed class CsvColumns
{
    private readonly Shape?[] _levels;
    private readonly List<string> _names = [];
    private readonly List<Shape?>[] _shapes;
    private byte[] _header = [];

    /// <summary>Starts with the columns that are known without a header.</summary>
    /// <param name="levels">The shapes whose children are columns: a row's, or those of the parts that several rows make, outermost first.</param>
    /// <param name="names">The columns; none when a header names them.</param>
    public CsvColumns(Shape?[] levels, IReadOnlyList<string> names)
    {
        _levels = levels;
        _shapes = [.. levels.Select(_ => new List<Shape?>())];
        foreach (string name in names)
        {
            Add(name);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _names.Count;

    /// <summary>A column's name.</summary>
    public string NameOf(int column) => _names[column];

    /// <summary>The place of a column, or -1.</summary>
    public int Find(string name) => _names.IndexOf(name);

    /// <summary>The shape that knows a column, at one of the levels, or null.</summary>
    public Shape? ShapeOf(int level, int column) => _shapes[level][column];

    /// <summary>Whether any level knows a column.</summary>
    public bool IsKnown(int column) => Array.Exists(_shapes, s => s[column] is not null);

    /// <summary>Whether a text begins with the header row that was read last.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How long the header row is, its end included.</param>
    public bool StillHold(ReadOnlySpan<byte> text, out int length)
    {
        length = _header.Length;
        return length > 0 && text.StartsWith(_header);
    }

    /// <summary>Reads a header row.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public (IssueCode Code, string Message)? Read(ReadOnlySpan<byte> text, ref CsvTokenizer tokens, byte quote)
    {
        _names.Clear();
        Array.ForEach(_shapes, s => s.Clear());
        _header = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        do
        {
            if (tokens.Read() is { } fault)
            {
                return (FormatIssues.Malformed, fault);
            }

            string name = Encoding.UTF8.GetString(text.Slice(tokens.Start, tokens.Length));
            if (tokens.HasDoubledQuotes)
            {
                name = name.Replace(new string((char)quote, 2), ((char)quote).ToString(), StringComparison.Ordinal);
            }

            if (!seen.Add(name) && Array.Exists(_levels, l => l?.Find(name, null, false) is { Repeats: 0 }))
            {
                return (FormatIssues.DuplicateColumn, $"the column '{name}' stands twice in the header, and the translation does not say which it means");
            }

            Add(name);
        }
        while (!tokens.EndsRow);

        // A header that ends with the message could go on in another one, so only a whole line is kept for comparison.
        _header = tokens.At > 0 && text[tokens.At - 1] == '\n' ? text[..tokens.At].ToArray() : [];
        return null;
    }

    private void Add(string name)
    {
        _names.Add(name);
        for (int i = 0; i < _levels.Length; i++)
        {
            _shapes[i].Add(_levels[i]?.Find(name, null, false));
        }
    }
}
