using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing;

/// <summary>Who belongs to a group of organisations.</summary>
public static class Groups
{
    /// <summary>The members among the organisations that a workspace defines, in order of their identifiers. A group without any rule has only those it names.</summary>
    public static IReadOnlyList<string> Members(GroupDefinition group, IReadOnlyDictionary<string, OrganisationDefinition> organisations)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(organisations);
        return [.. organisations.Values.Where(o => Has(group, o)).Select(o => o.Id).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether an organisation belongs to a group.</summary>
    public static bool Has(GroupDefinition group, OrganisationDefinition organisation)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(organisation);
        return !group.Except.Contains(organisation.Id, StringComparer.Ordinal)
            && (group.Members.Contains(organisation.Id, StringComparer.Ordinal) || ByRule(group, organisation));
    }

    private static bool ByRule(GroupDefinition group, OrganisationDefinition organisation) =>
        (group.Kinds ?? group.Countries ?? group.Nations) is not null
        && Holds(group.Kinds, organisation.Kind)
        && Holds(group.Countries, organisation.Country)
        && Holds(group.Nations, organisation.Nation);

    private static bool Holds(IReadOnlyList<string>? condition, string? value) =>
        condition is null || (value is not null && condition.Contains(value, StringComparer.Ordinal));
}
