using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing;

/// <summary>The level of an exchange, told from its parties alone.</summary>
public static class Levels
{
    /// <summary>
    /// The level between two organisations: local for one and the same, international for two countries, inter-force for two police forces,
    /// otherwise inter-agency. A foreign partner is abroad for everyone who is none, whatever country it names (an international body has its seat somewhere).
    /// </summary>
    public static ExchangeLevel Between(OrganisationDefinition a, OrganisationDefinition b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Id == b.Id ? ExchangeLevel.Local
            : a.Country != b.Country || IsForeign(a) != IsForeign(b) ? ExchangeLevel.International
            : a.Kind == "force" && b.Kind == "force" ? ExchangeLevel.InterForce
            : ExchangeLevel.InterAgency;
    }

    /// <summary>The level in words: <c>local</c>, <c>inter-force</c>, <c>inter-agency</c>, <c>international</c>.</summary>
    public static string Word(ExchangeLevel level) => level switch
    {
        ExchangeLevel.Local => "local",
        ExchangeLevel.InterForce => "inter-force",
        ExchangeLevel.InterAgency => "inter-agency",
        _ => "international",
    };

    private static bool IsForeign(OrganisationDefinition organisation) => organisation.Kind == "foreign-partner";
}
