using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Reading;

/// <summary>Reads documents that begin with <c>codes:</c> (a list) or <c>add-to:</c> (more codes for a list that is there).</summary>
internal sealed class CodeListReader(DictionaryDraft draft, IssueSink issues)
{
    private static readonly string[] ListKeys = ["codes", "title", "version", "source", "open", "entries"];
    private static readonly string[] AddKeys = ["add-to", "entries"];
    private static readonly string[] EntryKeys = ["label", "deprecated"];

    public void ReadList(YamlElement document)
    {
        if (!MapReader.TryOpen(document, ListKeys, issues, out MapReader map) || map.Required("codes") is not { } name)
        {
            return;
        }

        if (!Names.IsKebab(name))
        {
            issues.Add(DictionaryIssues.WrongName, $"the code list '{name}' is not in kebab-case", map.PositionOf("codes"));
        }

        CodeList list = new(
            name, map.Required("version") ?? "", map.Required("source") ?? "", Entries(map), map.Flag("open") ?? false)
        {
            Title = map.Text("title") ?? "",
        };
        if (!draft.CodeLists.TryAdd(name, list))
        {
            issues.Add(DictionaryIssues.Redefined, $"there is a code list '{name}' already", map.PositionOf("codes"));
        }
    }

    public void ReadAddition(YamlElement document)
    {
        if (!MapReader.TryOpen(document, AddKeys, issues, out MapReader map) || map.Required("add-to") is not { } name)
        {
            return;
        }

        if (!draft.CodeLists.TryGetValue(name, out CodeList? list))
        {
            issues.Add(DictionaryIssues.NotFound, $"there is no code list '{name}' to add to", map.PositionOf("add-to"));
            return;
        }

        if (!list.IsOpen)
        {
            issues.Add(DictionaryIssues.AddedToStandard, $"the list '{name}' is closed: {list.Source}", map.PositionOf("add-to"));
        }

        List<(string Code, string Label, bool Deprecated)> added = Entries(map, list);
        CodeList grown = new(
            name, list.Version, list.Source, [.. list.Entries.Select(e => (e.Code, e.Label, e.Deprecated)), .. added], list.IsOpen)
        {
            Title = list.Title,
        };
        draft.Replace(list, grown);
    }

    private List<(string Code, string Label, bool Deprecated)> Entries(MapReader map, CodeList? present = null)
    {
        List<(string, string, bool)> entries = [];
        foreach ((YamlElement code, YamlElement value) in map.Pairs("entries"))
        {
            if (present is not null && present.TryGet(code.Text!, out _))
            {
                issues.Add(DictionaryIssues.Redefined, $"the list '{present.Name}' has the code '{code.Text}' already", code.Position);
            }
            else if (value.Text is not null)
            {
                entries.Add((code.Text!, value.Text, false));
            }
            else if (MapReader.TryOpen(value, EntryKeys, issues, out MapReader entry))
            {
                entries.Add((code.Text!, entry.Required("label") ?? "", entry.Flag("deprecated") ?? false));
            }
        }

        return entries;
    }
}
