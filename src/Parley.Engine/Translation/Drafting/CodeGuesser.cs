using Parley.Engine.Dictionary;
using Parley.Engine.Translation.Drafting.Sources;

namespace Parley.Engine.Translation.Drafting;

/// <summary>Matches a field's codes with a code list: by code, by label, by a crosswalk of the dictionary, or row by row.</summary>
internal static class CodeGuesser
{
    private const int MostCodes = 120;
    private const double Enough = 0.5;

    /// <summary>How a field is read as codes of a list; null when hardly any value is known.</summary>
    public static FieldSpec? Guess(CodeList list, SourceField field) => Guess(list, field, []);

    /// <summary>The same, with the dictionary's crosswalks considered.</summary>
    public static FieldSpec? Guess(CodeList list, SourceField field, IReadOnlyList<Crosswalk> crosswalks)
    {
        IReadOnlyList<string> values = field.KnownValues;
        if (field.IsBoolean || field.Format is "date" or "date-time" or "time" or "boolean")
        {
            return null;
        }

        (string, string)[] number = field.IsNumber ? [("number", "true")] : [];
        if (values.Count == 0)
        {
            return list.IsOpen ? new FieldSpec(number, -5, "no codes seen; the list is open")
                : new FieldSpec(number, -20, $"no codes seen; taken for those of {list.Name}") { Decision = $"which codes {field.Name} has: the draft takes those of {list.Name}" };
        }

        if (values.Count > MostCodes)
        {
            return null;
        }

        if (values.All(v => list.TryGet(v, out _)))
        {
            return new FieldSpec(number, 25, $"all {values.Count} codes are of {list.Name}");
        }

        if (values.All(v => list.Entries.Any(e => string.Equals(e.Label, v, StringComparison.OrdinalIgnoreCase))))
        {
            return new FieldSpec([("codes", "labels")], 25, $"all {values.Count} values are labels of {list.Name}");
        }

        if (!field.IsNumber && Crosswalk(list, values, crosswalks) is { } name)
        {
            return new FieldSpec([("codes", name)], 15, $"all {values.Count} codes are known to the crosswalk {name}");
        }

        return Rows(list, field, values, number);
    }

    private static string? Crosswalk(CodeList list, IReadOnlyList<string> values, IReadOnlyList<Crosswalk> crosswalks) =>
        crosswalks.FirstOrDefault(c => ReferenceEquals(c.To, list) && values.All(v => c.Entries.Any(e => e.From.Code == v && e.To is not null)))?.Name;

    private static FieldSpec? Rows(CodeList list, SourceField field, IReadOnlyList<string> values, (string, string)[] number)
    {
        List<(string Code, CodeEntry? Entry, string How)> rows = [];
        foreach (string value in values)
        {
            string label = field.Enumeration.Find(e => e.Code == value).Label ?? "";
            (CodeEntry? entry, string how) = Find(list, value, label);
            rows.Add((value, entry, how));
        }

        int known = rows.Count(r => r.Entry is not null);
        if (known == 0 || (double)known / rows.Count < Enough || (known == 1 && rows.Count > 2))
        {
            return list.IsOpen ? new FieldSpec(number, -15, "codes of its own; the list is open and keeps them as text") : null;
        }

        HashSet<CodeEntry> taken = [];
        List<(string, string, string)> lines = [];
        foreach ((string code, CodeEntry? entry, string how) in rows)
        {
            string yaml = entry is null ? "{ relation: none }"
                : taken.Add(entry) ? YamlWriting.Scalar(entry.Code)
                : $"{{ to: {YamlWriting.Scalar(entry.Code)}, relation: narrower }}";
            lines.Add((code, yaml, entry is null ? "decide: nothing like it in " + list.Name : how));
        }

        int missing = rows.Count - known;
        return new FieldSpec(number, (int)(22.0 * known / rows.Count) - 4, $"{known} of {rows.Count} codes look like codes of {list.Name}")
        {
            Codes = lines,
            Decision = missing == 0 ? null : $"what {missing} of the codes of {field.Name} mean in {list.Name}: {string.Join(", ", rows.Where(r => r.Entry is null).Take(6).Select(r => r.Code))}",
        };
    }

    private static (CodeEntry? Entry, string How) Find(CodeList list, string value, string label)
    {
        string plain = Plain(value);
        string meaning = Plain(label);
        return First(list, e => e.Code == value) is { } same ? (same, "the same code")
            : plain.Length > 0 && First(list, e => Plain(e.Code) == plain || Plain(e.Label) == plain) is { } alike ? (alike, "the same words")
            : meaning.Length > 0 && First(list, e => Plain(e.Label) == meaning || Plain(e.Code) == meaning) is { } labelled ? (labelled, "the same label")
            : meaning.Length > 3 && Only(list, e => Plain(e.Label).Contains(meaning, StringComparison.Ordinal) || meaning.Contains(Plain(e.Code), StringComparison.Ordinal) && Plain(e.Code).Length > 3) is { } within ? (within, "much the same label")
            : plain.Length > 0 && Only(list, e => Plain(e.Label).StartsWith(plain, StringComparison.Ordinal) || Plain(e.Code).StartsWith(plain, StringComparison.Ordinal)) is { } begun ? (begun, $"'{begun.Label}' begins with it")
            : plain.Length is > 1 and < 6 && Only(list, e => Consonants(e.Label).StartsWith(plain, StringComparison.Ordinal)) is { } brief ? (brief, $"short for '{brief.Label}'")
            : plain.Length > 3 && Only(list, e => Plain(e.Label).Contains(plain, StringComparison.Ordinal)) is { } held ? (held, $"'{held.Label}' holds it")
            : (null, "");
    }

    private static CodeEntry? First(CodeList list, Func<CodeEntry, bool> fits) => list.Entries.FirstOrDefault(e => !e.Deprecated && fits(e));

    private static CodeEntry? Only(CodeList list, Func<CodeEntry, bool> fits)
    {
        CodeEntry[] found = [.. list.Entries.Where(e => !e.Deprecated && fits(e)).Take(2)];
        return found.Length == 1 ? found[0] : null;
    }

    // What abbreviations are often made of: the first letter, and the consonants after it.
    private static string Consonants(string text)
    {
        string plain = Plain(text);
        return plain.Length == 0 ? "" : plain[0] + string.Concat(plain.Skip(1).Where(c => !"aeiou".Contains(c, StringComparison.Ordinal)));
    }

    // Letters and digits alone, in small letters.
    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
