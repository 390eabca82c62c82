using System.Globalization;

namespace Parley.Engine.Dictionary.Export;

/// <summary>The Markdown form of a dictionary: docs/reference/dictionary.md is this text.</summary>
internal sealed class MarkdownExport(PoleDictionary dictionary, TextWriter output)
{
    public void Write()
    {
        Line($"# {dictionary.Title} {dictionary.Version}");
        Line();
        Line($"Written from the dictionary's files; do not edit. Source: {dictionary.Source}.");
        Line();
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{dictionary.TypeList.Count} record types, {dictionary.RoleList.Count} entity roles, {dictionary.LinkRoleList.Count} link roles, {dictionary.Standards.Count} attribute standards, {dictionary.CodeListList.Count} code lists, {dictionary.CrosswalkList.Count} crosswalks."));
        WriteDataClasses();
        WriteTypes();
        WriteRoles();
        WriteLinks();
        WriteStandards();
        WriteCodeLists();
        WriteCrosswalks();
    }

    private void WriteDataClasses()
    {
        Heading("Data classes", "Class", "What falls into it");
        foreach (DataClass item in dictionary.DataClasses)
        {
            Row(item.Name, item.Description);
        }
    }

    private void WriteTypes()
    {
        HashSet<string> common = [.. dictionary.CommonAttributes.Select(a => a.Name)];
        Heading("Attributes of every record type", "Attribute", "Form", "Class", "Standard", "Meaning");
        foreach (AttributeDefinition attribute in dictionary.CommonAttributes)
        {
            WriteAttribute(attribute);
        }

        Line();
        Line("## Record types");
        foreach (RecordType type in dictionary.TypeList)
        {
            Line();
            Line($"### {type.Name}");
            Line();
            string standard = type.Standard.Length == 0 ? "" : $" Source: {type.Standard}.";
            Line($"{type.Description}. Kind: {type.Kind.ToString().ToLowerInvariant()}. Key: {(type.Key.Count == 0 ? "none" : string.Join(", ", type.Key))}.{standard}");
            Table("Attribute", "Form", "Class", "Standard", "Meaning");
            foreach (AttributeDefinition attribute in type.Attributes.Where(a => !common.Contains(a.Name)))
            {
                WriteAttribute(attribute);
            }
        }
    }

    private void WriteAttribute(AttributeDefinition attribute) => Row(
        $"`{attribute.Name}`",
        FormOf(attribute),
        attribute.DataClass + (attribute.Protected ? ", protected" : ""),
        attribute.Standard,
        attribute.Description);

    private static string FormOf(AttributeDefinition attribute)
    {
        string form = attribute.Type switch
        {
            ValueType.Code => $"code of {attribute.Codes!.Name}",
            ValueType.Identifier => $"identifier {attribute.Identifier}",
            _ => attribute.Type.ToString().ToLowerInvariant(),
        };
        string length = attribute.MaxLength == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {attribute.MinLength} to {attribute.MaxLength}");
        string unit = attribute.Unit is null ? "" : $" in {attribute.Unit}";
        string rules = attribute.Rules.Count == 0 ? "" : $"; {string.Join(", ", attribute.Rules)}";
        return $"{form}{unit}{(attribute.Many ? ", many" : "")}{length}{rules}";
    }

    private void WriteRoles()
    {
        Heading("Entities and their completeness", "Entity", "Role", "Record type", "What must be there", "Title");
        foreach (EntityRole role in dictionary.RoleList)
        {
            Row(role.Reference, $"`{role.Name}`", role.Type.Name, string.Join("<br>", role.Completeness.Select(Describe)), role.Title);
        }
    }

    private static string Describe(CompletenessRule rule)
    {
        string alternatives = string.Join("; ", rule.AnyOf.Select(a => string.Join(" and ", a)));
        string number = rule.AnyOf.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"at least {rule.AtLeast} of ");
        return $"{rule.Name}: {number}{alternatives}";
    }

    private void WriteLinks()
    {
        Heading("Link roles", "Role", "Inverse", "From", "To", "Plays", "Source", "Meaning");
        foreach (LinkRole role in dictionary.LinkRoleList)
        {
            Row(
                $"`{role.Name}`", role.Inverse, Ends(role.From), Ends(role.To), string.Join(" / ", new[] { role.Role, role.ToRole }.OfType<string>()),
                role.Standard, role.Description);
        }
    }

    private static string Ends(IReadOnlyList<string> names) => names.Count == 0 ? "any" : string.Join(", ", names);

    private void WriteStandards()
    {
        ILookup<string, string> realised = dictionary.TypeList
            .SelectMany(t => t.Attributes.SelectMany(a => a.Standard.Split(' ').Select(s => (Standard: s, Name: $"{t.Name}.{a.Name}"))))
            .ToLookup(p => p.Standard, p => p.Name, StringComparer.Ordinal);
        Heading("Attribute standards", "Standard", "Title", "Format", "Class", "Owner", "Realised by");
        foreach (AttributeStandard standard in dictionary.Standards)
        {
            string dataClass = standard.Template.DataClass + (standard.Template.Protected ? ", protected" : "");
            Row(standard.Reference, standard.Title, standard.Format, dataClass, standard.Template.Owner, string.Join(", ", realised[standard.Reference]));
        }
    }

    private void WriteCodeLists()
    {
        Line();
        Line("## Code lists");
        foreach (CodeList list in dictionary.CodeListList)
        {
            Line();
            Line($"### {list.Name}");
            Line();
            Line($"{list.Title}. Version {list.Version}. Source: {list.Source}.{(list.IsOpen ? " Open: other values are carried as text." : "")}");
            Table("Code", "Meaning");
            foreach (CodeEntry entry in list.Entries)
            {
                Row($"`{entry.Code}`", entry.Label + (entry.Deprecated ? " (no longer used)" : ""));
            }
        }
    }

    private void WriteCrosswalks()
    {
        Line();
        Line("## Crosswalks");
        foreach (Crosswalk crosswalk in dictionary.CrosswalkList)
        {
            Line();
            Line($"### {crosswalk.Name}");
            Line();
            Line($"From {crosswalk.From.Name} to {crosswalk.To.Name}. Source: {crosswalk.Source}.");
            Table("From", "To", "Relation");
            foreach (CrosswalkEntry entry in crosswalk.Entries)
            {
                Row($"`{entry.From.Code}` {entry.From.Label}", entry.To is null ? "" : $"`{entry.To.Code}` {entry.To.Label}", entry.Relation.ToString().ToLowerInvariant());
            }
        }
    }

    private void Heading(string title, params string[] columns)
    {
        Line();
        Line($"## {title}");
        Table(columns);
    }

    private void Table(params string[] columns)
    {
        Line();
        Row(columns);
        Row([.. columns.Select(_ => "---")]);
    }

    private void Row(params string[] cells) => Line($"| {string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |");

    // Line ends are the same on every system, since the file is compared with what is committed.
    private void Line(string text = "") => output.Write(text + "\n");
}
