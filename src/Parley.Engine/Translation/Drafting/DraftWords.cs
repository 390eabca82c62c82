using System.Globalization;
using System.Text;

namespace Parley.Engine.Translation.Drafting;

/// <summary>The words of systems and what the dictionary calls it, from the file <c>words.txt</c> beside this one.</summary>
internal static class DraftWords
{
    private const string Resource = "drafting/words.txt";
    private const int UsualCost = 20;

    private static readonly ILookup<string, (string Left, string Right)> Sections = Load();

    /// <summary>What words of systems mean in the dictionary's words.</summary>
    public static IReadOnlyDictionary<string, string[]> Words { get; } = Sections["words"]
        .DistinctBy(w => w.Left).ToDictionary(w => w.Left, w => w.Right.Split(' '), StringComparer.Ordinal);

    /// <summary>Words that may stand for each other, and how much less sure a match by them is.</summary>
    public static IReadOnlyList<(string[] From, string[] To, int Cost)> Near { get; } =
    [
        .. Sections["near"].Select(n => n.Right.Split(" - ") is [var to, var cost]
            ? (n.Left.Split(' '), to.Split(' '), int.Parse(cost, CultureInfo.InvariantCulture))
            : (n.Left.Split(' '), n.Right.Split(' '), UsualCost)),
    ];

    /// <summary>What an object or list is of: words, record type and link role, longest words first.</summary>
    public static IReadOnlyList<(string[] Words, string Type, string Role)> Records { get; } =
        [.. Sections["records"].Select(r => (Words: r.Left.Split(' '), Right: r.Right.Split(' '))).Select(r => (r.Words, r.Right[0], r.Right[1])).OrderByDescending(r => r.Words.Length)];

    /// <summary>What a message is about: words and record type, longest words first.</summary>
    public static IReadOnlyList<(string[] Words, string Type)> Subjects { get; } =
        [.. Sections["subjects"].Select(s => (Words: s.Left.Split(' '), s.Right)).OrderByDescending(s => s.Words.Length)];

    /// <summary>Default links: first type or kind, second, role.</summary>
    public static IReadOnlyList<(string From, string To, string Role)> Links { get; } =
        [.. Sections["links"].Select(l => (l.Left.Split(' ')[0], l.Left.Split(' ')[1], l.Right))];

    private static ILookup<string, (string Left, string Right)> Load()
    {
        using StreamReader reader = new(typeof(DraftWords).Assembly.GetManifestResourceStream(Resource)!, Encoding.UTF8);
        List<(string Section, string Left, string Right)> lines = [];
        string section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                section = line.Trim('[', ']', ' ');
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                int equals = line.IndexOf('=', StringComparison.Ordinal);
                string right = line[(equals + 1)..].Trim();
                lines.AddRange(line[..equals].Split(',').Select(left => (section, left.Trim(), right)));
            }
        }

        return lines.ToLookup(l => l.Section, l => (l.Left, l.Right), StringComparer.Ordinal);
    }
}
