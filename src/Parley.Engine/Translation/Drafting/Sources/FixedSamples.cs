using System.Globalization;
using System.Text;
using Parley.Engine.Formats;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Drafting.Sources;

/// <summary>Guesses the fields of lines of fixed width: a field begins where, in every line, text follows a gap.</summary>
internal static class FixedSamples
{
    private const int MostLines = 500;

    public static SourceMessage? Read(IReadOnlyList<DraftFile> files, IssueSink issues)
    {
        string encoding = files.All(f => TextEncodings.FirstInvalid(f.Content.Span) < 0) ? "utf-8" : "windows-1252";
        Encoding decoder = TextEncodings.Find(encoding)!;
        string[] lines = [.. files.SelectMany(f => decoder.GetString(f.Content.Span).TrimStart('\uFEFF').Split('\n')).Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0).Take(MostLines)];
        if (lines.Length == 0)
        {
            issues.Add(DraftIssues.Unreadable, "the file is empty", new SourcePosition(files[0].Path, 0, 0));
            return null;
        }

        int width = lines.Max(l => l.Length);
        bool[] gap = [.. Enumerable.Range(0, width).Select(i => Array.TrueForAll(lines, l => i >= l.Length || l[i] == ' '))];
        List<int> starts = [0];
        for (int i = 1; i < width; i++)
        {
            if (!gap[i] && gap[i - 1])
            {
                starts.Add(i);
            }
        }

        SourceField root = new("");
        List<string> fields = [];
        for (int i = 0; i < starts.Count; i++)
        {
            int end = i + 1 < starts.Count ? starts[i + 1] : width;
            SourceField field = root.Child("F" + (i + 1).ToString(CultureInfo.InvariantCulture));
            fields.Add(string.Create(CultureInfo.InvariantCulture, $"{field.Name}: [{starts[i] + 1}, {end - starts[i]}]"));
            foreach (string line in lines.Where(l => l.Length > starts[i]))
            {
                field.AddValue(line[starts[i]..Math.Min(end, line.Length)].Trim());
            }
        }

        SourceMessage message = new(root, $"{{ fixed: {{ encoding: {encoding}, trim-end: true, fields: {{ {string.Join(", ", fields)} }} }} }}", [.. files.Select(f => Path.GetFileNameWithoutExtension(f.Path))]);
        message.Notes.Add("the places of the fields were guessed from gaps in the lines: hold them against the interface's description, and give the fields names");
        return message;
    }
}
