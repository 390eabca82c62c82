using Parley.Engine.Dictionary;

namespace Parley.Engine.Sharing;

/// <summary>The columns of a permission or prohibition: which attributes of a record type it names, by name or by data class.</summary>
public static class PermittedAttributes
{
    /// <summary>The attributes of a type that a permission names, protected ones included.</summary>
    public static IEnumerable<AttributeDefinition> Of(GrantDefinition grant, RecordType type)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(type);
        return !grant.IsAbout(type) ? [] : type.Attributes.Where(a =>
            grant.Attributes.Contains(a.Name, StringComparer.Ordinal)
            || (grant.Classes.Contains(a.DataClass, StringComparer.Ordinal) && !grant.Except.Contains(a.Name, StringComparer.Ordinal)));
    }

    /// <summary>The attributes of a type that a prohibition names: all of them when it names none.</summary>
    public static IEnumerable<AttributeDefinition> Of(ProhibitionDefinition prohibition, RecordType type)
    {
        ArgumentNullException.ThrowIfNull(prohibition);
        ArgumentNullException.ThrowIfNull(type);
        return !prohibition.IsAbout(type) ? [] : type.Attributes.Where(a =>
            prohibition.IsWhole
            || prohibition.Attributes.Contains(a.Name, StringComparer.Ordinal)
            || prohibition.Classes.Contains(a.DataClass, StringComparer.Ordinal));
    }

    /// <summary>
    /// The attributes of a type that an agreement permits by one of its permissions: without a condition for sensitive processing (DPA 2018
    /// Schedule 8) no protected one.
    /// </summary>
    public static IEnumerable<AttributeDefinition> Of(AgreementDefinition agreement, GrantDefinition grant, RecordType type)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return Of(grant, type).Where(a => !a.Protected || agreement.SensitiveConditions.Count > 0);
    }
}
