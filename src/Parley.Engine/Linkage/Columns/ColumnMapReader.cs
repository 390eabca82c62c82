using Parley.Engine.Issues;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Linkage.Columns;

/// <summary>
/// Reads a column map: <c>surname: family-name</c>, or <c>dob: { kind: date-of-birth, order: month-first }</c>, or
/// <c>pncid: { kind: identifier, exclusive: true, name: pnc }</c>; at the top level or below <c>columns</c>.
/// </summary>
public static class ColumnMapReader
{
    private static readonly Dictionary<string, ColumnKind> Kinds = new(StringComparer.Ordinal)
    {
        ["given-name"] = ColumnKind.GivenName, ["first-name"] = ColumnKind.GivenName, ["forename"] = ColumnKind.GivenName, ["given-names"] = ColumnKind.GivenName, ["middle-name"] = ColumnKind.GivenName,
        ["family-name"] = ColumnKind.FamilyName, ["surname"] = ColumnKind.FamilyName, ["last-name"] = ColumnKind.FamilyName,
        ["full-name"] = ColumnKind.FullName, ["name"] = ColumnKind.FullName,
        ["date-of-birth"] = ColumnKind.DateOfBirth, ["dob"] = ColumnKind.DateOfBirth, ["birth-date"] = ColumnKind.DateOfBirth,
        ["sex"] = ColumnKind.Sex, ["gender"] = ColumnKind.Sex,
        ["postcode"] = ColumnKind.Postcode,
        ["address"] = ColumnKind.Address,
        ["town"] = ColumnKind.Town, ["city"] = ColumnKind.Town, ["place"] = ColumnKind.Town,
        ["telephone"] = ColumnKind.Telephone, ["phone"] = ColumnKind.Telephone, ["mobile"] = ColumnKind.Telephone,
        ["e-mail"] = ColumnKind.Email, ["email"] = ColumnKind.Email,
        ["vrm"] = ColumnKind.Vrm, ["registration"] = ColumnKind.Vrm,
        ["identifier"] = ColumnKind.ExclusiveIdentifier, ["exclusive-identifier"] = ColumnKind.ExclusiveIdentifier, ["identifier-exclusive"] = ColumnKind.ExclusiveIdentifier,
        ["shared-identifier"] = ColumnKind.SharedIdentifier, ["identifier-shared"] = ColumnKind.SharedIdentifier,
        ["free"] = ColumnKind.Free, ["text"] = ColumnKind.Free, ["other"] = ColumnKind.Free,
    };

    private static readonly string[] Shown =
    [
        "given-name", "family-name", "full-name", "date-of-birth", "sex", "postcode", "address", "town", "telephone", "e-mail", "vrm", "exclusive-identifier", "shared-identifier", "free",
    ];

    /// <summary>Reads a map's text.</summary>
    /// <param name="path">The file's path as the user knows it.</param>
    /// <param name="text">The text.</param>
    /// <param name="issues">Takes the faults.</param>
    /// <returns>The map; null when there was an error.</returns>
    public static ColumnMap? Read(string path, string text, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        int before = issues.Issues.Count(i => i.Severity == Severity.Error);
        if (YamlText.TryParse(path, text, issues) is not { } root)
        {
            return null;
        }

        YamlMap map = root.Entries is [{ Key: "columns", Value: YamlMap }] ? root.Map("columns")! : root;
        List<MappedColumn> columns = [.. map.Entries.Select(e => Column(e, issues)).OfType<MappedColumn>()];
        if (map.Entries.Count == 0)
        {
            map.Report(LinkageIssues.ColumnCount, "no column is mapped");
        }

        return issues.Issues.Count(i => i.Severity == Severity.Error) == before ? new ColumnMap(columns) : null;
    }

    private static MappedColumn? Column(YamlEntry entry, IssueSink issues)
    {
        if (entry.Value is not YamlMap map)
        {
            return entry.Value.TryAs(YamlForms.Text, entry.Key, out string word) && KindOf(word, null, entry.Value) is { } plain ? new MappedColumn(entry.Key, plain) : null;
        }

        string? kindWord = map.Required("kind", YamlForms.Text);
        bool? exclusive = map.Has("exclusive") ? map.Optional("exclusive", YamlForms.Bool, true) : map.Has("shared") ? !map.Optional("shared", YamlForms.Bool, false) : null;
        string order = map.Optional("order", YamlForms.Text, "day-first");
        string name = map.Optional("name", YamlForms.Text, entry.Key);
        map.ReportUnknownKeys();
        if (order is not ("day-first" or "month-first"))
        {
            issues.Add(YamlIssues.NotAChoice, $"'order' must be day-first or month-first, not \"{order}\"", map.Position);
        }

        return kindWord is not null && KindOf(kindWord, exclusive, map) is { } kind ? new MappedColumn(entry.Key, kind) { Name = name, MonthFirst = order == "month-first" } : null;
    }

    private static ColumnKind? KindOf(string word, bool? exclusive, YamlNode place)
    {
        string plain = string.Join('-', word.ToLowerInvariant().Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries));
        if (!Kinds.TryGetValue(plain, out ColumnKind kind))
        {
            place.Report(LinkageIssues.UnknownKind, $"\"{word}\" is no kind of column{YamlForms.DidYouMean(plain, Shown)}; kinds: {string.Join(", ", Shown)}");
            return null;
        }

        return kind == ColumnKind.ExclusiveIdentifier && exclusive == false ? ColumnKind.SharedIdentifier : kind;
    }
}
