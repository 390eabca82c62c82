namespace Parley.Engine.Sharing;

/// <summary>How far apart two organisations stand; told from the parties alone. Each level adds conditions.</summary>
public enum ExchangeLevel
{
    /// <summary>Within one organisation.</summary>
    Local,

    /// <summary>Between two police forces of one country.</summary>
    InterForce,

    /// <summary>Between organisations of different kinds of one country, national services included.</summary>
    InterAgency,

    /// <summary>Between organisations of different countries.</summary>
    International,
}
