using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Reading;

/// <summary>Reads documents that begin with <c>crosswalk:</c>: rows grouped by how the two meanings relate.</summary>
internal sealed class CrosswalkReader(DictionaryDraft draft, IssueSink issues)
{
    private static readonly string[] Keys = ["crosswalk", "from", "to", "source", "exact", "broader", "narrower", "close", "none"];
    private static readonly (string Key, CodeRelation Relation)[] Groups =
    [
        ("exact", CodeRelation.Exact), ("close", CodeRelation.Close), ("broader", CodeRelation.Broader), ("narrower", CodeRelation.Narrower),
    ];

    public void Read(YamlElement document)
    {
        if (!MapReader.TryOpen(document, Keys, issues, out MapReader map) || map.Text("crosswalk") is not { } name
            || List(map, "from") is not { } from || List(map, "to") is not { } to)
        {
            return;
        }

        string full = name.Length == 0 ? $"{from.Name}--{to.Name}" : name;
        Crosswalk crosswalk = new(full, from, to, Rows(map, from, to), map.Required("source") ?? "");
        if (!draft.Crosswalks.TryAdd(full, crosswalk))
        {
            issues.Add(DictionaryIssues.Redefined, $"there is a crosswalk '{full}' already", map.PositionOf("crosswalk"));
        }
    }

    private List<CrosswalkEntry> Rows(MapReader map, CodeList from, CodeList to)
    {
        List<CrosswalkEntry> rows = [];
        HashSet<CodeEntry> seen = [];
        foreach ((string key, CodeRelation relation) in Groups)
        {
            foreach ((YamlElement source, YamlElement target) in map.Pairs(key))
            {
                if (Code(from, source, seen) is { } left && Code(to, target, null) is { } right)
                {
                    rows.Add(new CrosswalkEntry(left, right, relation));
                }
            }
        }

        foreach (YamlElement source in map.Element("none") is { } none ? map.Items(none) : [])
        {
            if (Code(from, source, seen) is { } left)
            {
                rows.Add(new CrosswalkEntry(left, null, CodeRelation.None));
            }
        }

        ReportGaps(map, from, seen);
        return rows;
    }

    private void ReportGaps(MapReader map, CodeList from, HashSet<CodeEntry> seen)
    {
        List<string> gaps = [.. from.Entries.Where(e => !seen.Contains(e)).Select(e => e.Code)];
        if (gaps.Count > 0)
        {
            issues.Add(DictionaryIssues.CrosswalkGap, $"nothing is said of {string.Join(", ", gaps)} of '{from.Name}'", map.Position);
        }
    }

    private CodeEntry? Code(CodeList list, YamlElement at, HashSet<CodeEntry>? seen)
    {
        if (!list.TryGet(at.Text ?? "", out CodeEntry? entry))
        {
            issues.Add(DictionaryIssues.NotFound, $"the list '{list.Name}' has no code '{at.Text}'", at.Position);
        }
        else if (seen?.Add(entry) == false)
        {
            issues.Add(DictionaryIssues.CrosswalkRepeats, $"'{at.Text}' of '{list.Name}' is mapped already", at.Position);
            return null;
        }

        return entry;
    }

    private CodeList? List(MapReader map, string key)
    {
        if (map.Required(key) is not { } name)
        {
            return null;
        }

        if (!draft.CodeLists.TryGetValue(name, out CodeList? list))
        {
            issues.Add(DictionaryIssues.NotFound, $"there is no code list '{name}'", map.PositionOf(key));
        }

        return list;
    }
}
