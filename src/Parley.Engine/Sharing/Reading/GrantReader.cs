using Parley.Engine.Dictionary;
using Parley.Engine.Expressions;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Sharing.Reading;

/// <summary>Reads what an agreement permits and forbids: tables, rows, columns.</summary>
internal sealed class GrantReader(SharingContext context)
{
    /// <summary>Reads an entry of <c>permit</c>.</summary>
    public GrantDefinition Grant(YamlMap map)
    {
        IReadOnlyList<string> records = Records(map);
        GrantDefinition grant = new()
        {
            Records = records,
            Roles = Roles(map, records),
            Subjects = Subjects(map, records),
            Where = Where(map),
            Attributes = Attributes(map, "attributes", records),
            Classes = Classes(map, records),
            Except = Attributes(map, "except", records),
            HighestMarking = map.Has("highest-marking")
                ? NameList.One(map, "highest-marking", "marking", context.Codes("marking"), AgreementIssues.UnknownCode)
                : null,
            Position = map.Position,
        };
        map.Find("highest-marking");
        map.ReportUnknownKeys();
        if (!map.Entries.Any(e => e.Key is "attributes" or "classes"))
        {
            map.Report(AgreementIssues.EmptyList, "neither attributes nor classes: this permits nothing");
        }

        CheckExcept(map, grant);
        return grant;
    }

    /// <summary>Reads an entry of <c>forbid</c>.</summary>
    public ProhibitionDefinition Prohibition(YamlMap map)
    {
        IReadOnlyList<string> records = Records(map);
        ProhibitionDefinition prohibition = new()
        {
            Records = records,
            Roles = Roles(map, records),
            Subjects = Subjects(map, records),
            Where = Where(map),
            Attributes = Attributes(map, "attributes", records),
            Classes = Classes(map, records),
            Reason = map.Optional("reason", YamlForms.AnyText, ""),
            Position = map.Position,
        };
        map.ReportUnknownKeys();
        return prohibition;
    }

    private IReadOnlyList<string> Records(YamlMap map)
    {
        map.Require("records");
        return NameList.Read(map, "records", "record type", context.Dictionary.Types.Keys, AgreementIssues.UnknownType) ?? [];
    }

    private IReadOnlyList<string>? Roles(YamlMap map, IReadOnlyList<string> records)
    {
        IReadOnlyList<string>? roles = NameList.Read(map, "roles", "role", context.Dictionary.Roles.Keys, AgreementIssues.UnknownRole);
        foreach (YamlScalar item in NameList.Items(map, "roles"))
        {
            if (context.Dictionary.Roles.TryGetValue(item.Text, out EntityRole? role) && !records.Contains(role.Type.Name, StringComparer.Ordinal))
            {
                item.Report(AgreementIssues.RoleOfOtherType, $"'{item.Text}' is a role of {role.Type.Name}, which is not among the records");
            }
        }

        return roles;
    }

    private IReadOnlyList<string>? Subjects(YamlMap map, IReadOnlyList<string> records)
    {
        IReadOnlyList<string>? subjects =
            NameList.Read(map, "subjects", "category of data subject", context.Codes("data-subject-category"), AgreementIssues.UnknownCode);
        if (subjects is not null && !Types(records).Any(t => t.Kind == RecordKind.Person))
        {
            map.Find("subjects")?.Report(AgreementIssues.RoleOfOtherType, "only persons are of a category of data subject, and none is among the records");
        }

        return subjects;
    }

    private static string? Where(YamlMap map)
    {
        if (!map.TryGet("where", YamlForms.Text, out string text))
        {
            return null;
        }

        if (!JqProgram.TryCompile(text, out _, out JqError? error))
        {
            map.Find("where")!.Report(AgreementIssues.BadCondition, $"'where' is not jq: {error.Message} (at {error.Line}:{error.Column} of the expression)");
        }

        return text;
    }

    private IReadOnlyList<string> Attributes(YamlMap map, string key, IReadOnlyList<string> records)
    {
        IReadOnlyList<RecordType> types = [.. Types(records)];
        // Without a known type every attribute would be reported a second time.
        IEnumerable<string> known = types.Count > 0
            ? types.SelectMany(t => t.Attributes).Select(a => a.Name)
            : NameList.Items(map, key).Select(i => i.Text);
        return NameList.Read(map, key, types.Count == 1 ? $"attribute of {types[0].Name}" : "attribute of these records", [.. known.Distinct()], AgreementIssues.UnknownAttribute) ?? [];
    }

    private IReadOnlyList<string> Classes(YamlMap map, IReadOnlyList<string> records)
    {
        IReadOnlyList<string> classes =
            NameList.Read(map, "classes", "data class", [.. context.Dictionary.DataClasses.Select(c => c.Name)], AgreementIssues.UnknownClass) ?? [];
        IReadOnlyList<RecordType> types = [.. Types(records)];
        foreach (YamlScalar item in NameList.Items(map, "classes"))
        {
            bool known = context.Dictionary.DataClasses.Any(c => c.Name == item.Text);
            if (known && types.Count > 0 && !types.Any(t => t.Attributes.Any(a => a.DataClass == item.Text)))
            {
                item.Report(AgreementIssues.NoEffect, $"no attribute of {string.Join(", ", types.Select(t => t.Name))} is of the class '{item.Text}'");
            }
        }

        return classes;
    }

    private void CheckExcept(YamlMap map, GrantDefinition grant)
    {
        foreach (YamlScalar item in NameList.Items(map, "except"))
        {
            IEnumerable<AttributeDefinition> named = Types(grant.Records).SelectMany(t => t.Attributes).Where(a => a.Name == item.Text);
            if (grant.Attributes.Contains(item.Text, StringComparer.Ordinal))
            {
                item.Report(AgreementIssues.NoEffect, $"'{item.Text}' is permitted by name and excepted; 'except' takes out of classes only");
            }
            else if (named.Any() && !named.Any(a => grant.Classes.Contains(a.DataClass, StringComparer.Ordinal)))
            {
                item.Report(AgreementIssues.NoEffect, $"'{item.Text}' is in none of the classes, so there is nothing to except");
            }
        }
    }

    private IEnumerable<RecordType> Types(IReadOnlyList<string> records) =>
        records.Select(r => context.Dictionary.Types.GetValueOrDefault(r)).OfType<RecordType>();
}
