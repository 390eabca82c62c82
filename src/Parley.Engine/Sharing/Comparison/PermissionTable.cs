using Parley.Engine.Dictionary;

namespace Parley.Engine.Sharing.Comparison;

/// <summary>An agreement as the table that it is: for a record type in a role, the attributes permitted, each with its conditions.</summary>
internal sealed class PermissionTable(AgreementDefinition agreement)
{
    /// <summary>The role that stands for all that are not named.</summary>
    public const string AnyOther = "";

    /// <summary>The roles that permissions and prohibitions for a type name.</summary>
    public IEnumerable<string> Roles(RecordType type) =>
        agreement.Grants.Where(g => g.IsAbout(type)).SelectMany(g => g.Roles ?? [])
            .Concat(agreement.Prohibitions.Where(p => p.IsAbout(type)).SelectMany(p => p.Roles ?? []));

    /// <summary>The attributes of a type in a role that are permitted and not forbidden whatever the record holds, with the conditions of each.</summary>
    public IReadOnlyDictionary<string, HashSet<CellCondition>> Cell(RecordType type, string role)
    {
        Dictionary<string, HashSet<CellCondition>> cell = new(StringComparer.Ordinal);
        foreach (GrantDefinition grant in agreement.Grants.Where(g => Plays(g.Roles, role)))
        {
            CellCondition condition = new(Joined(grant.Subjects), grant.Where, grant.HighestMarking ?? agreement.HighestMarking);
            foreach (AttributeDefinition attribute in PermittedAttributes.Of(agreement, grant, type))
            {
                cell.TryAdd(attribute.Name, []);
                cell[attribute.Name].Add(condition);
            }
        }

        foreach (ProhibitionDefinition prohibition in agreement.Prohibitions.Where(p => p.Where is null && p.Subjects is null && Plays(p.Roles, role)))
        {
            foreach (AttributeDefinition attribute in PermittedAttributes.Of(prohibition, type))
            {
                cell.Remove(attribute.Name);
            }
        }

        return cell;
    }

    /// <summary>Prohibitions that hold only for some records, in words.</summary>
    public IEnumerable<string> ConditionalProhibitions() =>
        agreement.Prohibitions.Where(p => p.Where is not null || p.Subjects is not null).Select(p =>
            $"{Named(p)} of {string.Join(", ", p.Records)}{(p.Roles is null ? "" : $" as {string.Join(", ", p.Roles)}")}"
            + $"{(p.Subjects is null ? "" : $", of subjects {Joined(p.Subjects)}")}{(p.Where is null ? "" : $", where {p.Where}")}");

    private static string Named(ProhibitionDefinition prohibition)
    {
        string[] named = [.. prohibition.Attributes, .. prohibition.Classes.Select(c => $"class {c}")];
        return named.Length == 0 ? "everything" : string.Join(", ", named);
    }

    private static bool Plays(IReadOnlyList<string>? roles, string role) => roles is null || roles.Contains(role, StringComparer.Ordinal);

    private static string? Joined(IReadOnlyList<string>? values) => values is null ? null : string.Join(", ", values.Order(StringComparer.Ordinal));
}
