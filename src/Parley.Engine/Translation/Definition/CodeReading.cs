using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Translation.Definition;

/// <summary>Resolves a field's code map against the attribute's code list.</summary>
internal static class CodeReading
{
    /// <summary>The codec of a coded field; null after an issue.</summary>
    /// <param name="list">The attribute's list.</param>
    /// <param name="node">What stands under <c>codes</c>; null for the dictionary's own codes.</param>
    /// <param name="number">True when JSON holds the code as a number.</param>
    /// <param name="reading">What all is read with.</param>
    public static CodeCodec? Read(CodeList list, YamlNode? node, bool number, Reading reading)
    {
        string name = list.Name;
        if (node is YamlScalar scalar)
        {
            if (scalar.Text is "same" or "labels")
            {
                return new CodeCodec(Own(list, scalar.Text == "labels"), UnmappedPolicy.Keep, number);
            }

            name = scalar.Text;
            if (!reading.CodeMaps.TryGetValue(name, out node))
            {
                if (reading.Dictionary.Crosswalks.ContainsKey(name) || reading.Dictionary.CodeLists.ContainsKey(name))
                {
                    return Crosswalk(name, list, UnmappedPolicy.Keep, number, null, scalar, reading);
                }

                scalar.Report(TranslationIssues.UnknownCode, $"'{name}' is neither a code map of this translation nor a crosswalk or list of the dictionary{YamlForms.DidYouMean(name, reading.CodeMaps.Keys)}");
                return null;
            }
        }

        return node is null
            ? new CodeCodec(Own(list, false), UnmappedPolicy.Keep, number)
            : node.AsMap("codes") is { } map ? Map(name, list, map, number, reading) : null;
    }

    /// <summary>The codec of a field whose codes stand for texts of an attribute that has no code list; null after an issue.</summary>
    /// <param name="attribute">A text or an identifier.</param>
    /// <param name="node">What stands under <c>codes</c>: the name of a map of this file or of a list of the dictionary, whose labels are the texts; or the map.</param>
    /// <param name="number">True when JSON holds the code as a number.</param>
    /// <param name="reading">What all is read with.</param>
    public static CodeCodec? Texts(AttributeDefinition attribute, YamlNode node, bool number, Reading reading)
    {
        string name = attribute.Name;
        if (node is YamlScalar scalar)
        {
            name = scalar.Text;
            if (!reading.CodeMaps.TryGetValue(name, out YamlNode? map))
            {
                if (reading.Dictionary.CodeLists.TryGetValue(name, out CodeList? labelled))
                {
                    return Labels(labelled, number);
                }

                scalar.Report(TranslationIssues.UnknownCode, $"'{name}' is neither a code map of this translation nor a list of the dictionary{YamlForms.DidYouMean(name, reading.CodeMaps.Keys)}");
                return null;
            }

            node = map;
        }

        return node.AsMap("codes") is { } rows ? Map(name, TextsOf(name, rows, attribute), rows, number, reading, true) : null;
    }

    private static CodeCodec Labels(CodeList list, bool number)
    {
        CodeList texts = ListOf(list.Name, list.Entries.Select(e => e.Label));
        return new CodeCodec(
            new CodeTable(list.Name, texts, [.. list.Entries.Select(e => new CodeTarget(e.Code, texts.TryGet(e.Label, out CodeEntry? text) ? text : null, CodeRelation.Exact, false))], false) { IsOfTexts = true },
            UnmappedPolicy.Keep,
            number);
    }

    // The texts that the rows name, as a list of their own. What an identifier may not be is left out, so that its row is told of.
    private static CodeList TextsOf(string name, YamlMap map, AttributeDefinition attribute)
    {
        YamlMap? rows = map.Entries.FirstOrDefault(e => e.Key == "map")?.Value as YamlMap ?? map;
        IdentifierKind? kind = attribute.Identifier is { } identifier ? IdentifierKind.Find(identifier) : null;
        IEnumerable<string> texts = rows.Entries
            .Select(e => e.Value is YamlMap row ? row.Entries.FirstOrDefault(o => o.Key == "to")?.Value : e.Value)
            .OfType<YamlScalar>()
            .Where(s => !s.IsNull)
            .Select(s => s.Text);
        return ListOf(name, texts.Where(t => kind is null || kind.Parse(t).Canonical == t));
    }

    private static CodeList ListOf(string name, IEnumerable<string> texts) =>
        new(name, "", "", texts.Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).Select(t => (t, t, false)), true);

    private static CodeTable Own(CodeList list, bool labels) => new(list.Name, list, [.. list.Entries.Select(e =>
        new CodeTarget(labels ? e.Label : e.Code, e, CodeRelation.Exact, false))], labels)
    {
        IsIdentity = !labels,
    };

    private static CodeCodec? Map(string name, CodeList list, YamlMap map, bool number, Reading reading, bool texts = false)
    {
        // Either the rows themselves, or a map with options and the rows under 'map' (or a crosswalk's name, or the list's own codes or labels).
        bool options = map.Has("map") || (!texts && (map.Has("crosswalk") || map.Has("own")));
        UnmappedPolicy policy = UnmappedPolicy.Keep;
        bool ignoreCase = false;
        string? rest = null;
        YamlMap? rows = map;
        if (options)
        {
            policy = map.Optional("otherwise", YamlForms.Choice<UnmappedPolicy>(), UnmappedPolicy.Keep);
            ignoreCase = map.Optional("ignore-case", YamlForms.Bool, false);
            rest = map.TryGet("rest", YamlForms.Text, out string word) ? word : null;
            if (!texts && map.TryGet("own", YamlForms.OneOf("codes", "labels"), out string own))
            {
                map.ReportUnknownKeys();
                return new CodeCodec(Own(list, own == "labels"), policy, number, rest);
            }

            if (!texts && map.TryGet("crosswalk", YamlForms.Text, out string crosswalk))
            {
                map.ReportUnknownKeys();
                return Crosswalk(crosswalk, list, policy, number, rest, map, reading);
            }

            rows = map.RequiredMap("map");
            map.ReportUnknownKeys();
        }

        List<CodeTarget> targets = [];
        foreach (YamlEntry entry in rows?.Entries ?? [])
        {
            rows!.Find(entry.Key);
            if (Row(entry, list, texts) is { } target)
            {
                targets.Add(target);
            }
        }

        ReportNoWayBack(name, rows, targets, reading);
        return new CodeCodec(new CodeTable(name, list, targets, ignoreCase) { IsOfTexts = texts }, policy, number, rest);
    }

    private static CodeTarget? Row(YamlEntry entry, CodeList list, bool texts)
    {
        CodeRelation relation = CodeRelation.Exact;
        bool preferred = false;
        string? to = null;
        if (entry.Value is YamlMap row)
        {
            relation = row.Optional("relation", YamlForms.Choice<CodeRelation>(), CodeRelation.Exact);
            preferred = row.Optional("preferred", YamlForms.Bool, false);
            to = row.TryGet("to", YamlForms.AnyText, out string target) ? target : null;
            row.ReportUnknownKeys();
        }
        else if (!entry.Value.IsNull && entry.Value.TryAs(YamlForms.AnyText, entry.Key, out string target))
        {
            to = target;
        }

        if (to is null)
        {
            if (relation != CodeRelation.None)
            {
                entry.Value.Issues.Add(TranslationIssues.CodeToNothing, $"the code '{entry.Key}' maps to nothing", entry.KeyPosition);
            }

            return new CodeTarget(entry.Key, null, CodeRelation.None, false);
        }

        if (list.TryGet(to, out CodeEntry? code))
        {
            return new CodeTarget(entry.Key, code, relation, preferred);
        }

        entry.Value.Issues.Add(
            TranslationIssues.UnknownCode,
            texts
                ? $"'{to}' is no {list.Name} in its canonical form"
                : $"'{to}' is no code of {list.Name}{Meant(to, list)}",
            entry.Value.Position);
        return null;
    }

    // A word that is a code's label, or begins one, is mostly meant as the code.
    private static string Meant(string word, CodeList list)
    {
        string plain = word.Replace('-', ' ');
        CodeEntry? labelled = list.Entries.FirstOrDefault(e => e.Label.Equals(plain, StringComparison.OrdinalIgnoreCase));
        string near = YamlForms.DidYouMean(word, list.Entries.Select(e => e.Code));
        return labelled is not null ? $"; the code of '{labelled.Label}' is {labelled.Code}"
            : near.Length > 0 ? near
            : $"; its codes: {string.Join(", ", list.Entries.Take(8).Select(e => e.Code))}{(list.Entries.Count > 8 ? ", …" : "")}";
    }

    private static void ReportNoWayBack(string name, YamlMap? rows, List<CodeTarget> targets, Reading reading)
    {
        foreach (IGrouping<CodeEntry?, CodeTarget> group in targets.Where(t => t.Entry is not null).GroupBy(t => t.Entry))
        {
            int exact = group.Count(t => t.Relation == CodeRelation.Exact);
            int preferred = group.Count(t => t.Preferred);
            if ((exact > 1 && preferred != 1) || (group.Count() > 1 && exact == 0 && preferred != 1))
            {
                YamlEntry second = rows!.Entries.First(e => e.Key == group.ElementAt(1).Code);
                reading.Issues.Add(
                    TranslationIssues.NoWayBack,
                    $"in '{name}', {string.Join(", ", group.Select(t => $"'{t.Code}'"))} all map to '{group.Key!.Code}', and none is preferred on the way back",
                    second.KeyPosition);
            }
        }
    }

    // By the crosswalk's own name, or by the name of the source's list where the dictionary has a crosswalk from it (or to it).
    private static CodeCodec? Crosswalk(
        string name, CodeList list, UnmappedPolicy policy, bool number, string? rest, YamlNode node, Reading reading)
    {
        Crosswalk? walk = reading.Dictionary.Crosswalks.GetValueOrDefault(name)
            ?? reading.Dictionary.CrosswalkList.FirstOrDefault(c => c.From.Name == name && ReferenceEquals(c.To, list))
            ?? reading.Dictionary.CrosswalkList.FirstOrDefault(c => c.To.Name == name && ReferenceEquals(c.From, list));
        if (walk is null || (!ReferenceEquals(walk.To, list) && !ReferenceEquals(walk.From, list)))
        {
            node.Report(TranslationIssues.UnknownCode, $"the dictionary has no crosswalk between '{name}' and {list.Name}");
            return null;
        }

        List<CodeTarget> rows = ReferenceEquals(walk.To, list)
            ? [.. walk.Entries.Select(e => new CodeTarget(e.From.Code, e.To, e.Relation, false))]
            : [.. walk.Entries.Where(e => e.To is not null).Select(e => new CodeTarget(e.To!.Code, e.From, Turned(e.Relation), false))];
        return new CodeCodec(new CodeTable(walk.Name, list, rows, false), policy, number, rest);
    }

    private static CodeRelation Turned(CodeRelation relation) => relation switch
    {
        CodeRelation.Broader => CodeRelation.Narrower,
        CodeRelation.Narrower => CodeRelation.Broader,
        _ => relation,
    };
}
