namespace Parley.Engine.Sharing;

/// <summary>What <c>sharing.yaml</c> says: the conditions of each level as data, with safe defaults.</summary>
public sealed record SharingRules
{
    /// <summary>The rules of a workspace that says nothing of them.</summary>
    public static SharingRules Default { get; } = new();

    /// <summary>The purposes by code, each with its title and regime.</summary>
    public IReadOnlyDictionary<string, PurposeDefinition> Purposes { get; init; } = PurposeDefinition.BuiltIn;

    /// <summary>The purpose of a local exchange whose <c>accepts</c> entry names none.</summary>
    public string LocalPurpose { get; init; } = "policing";

    /// <summary>What each level asks for; every level is there.</summary>
    public IReadOnlyDictionary<ExchangeLevel, LevelRules> Levels { get; init; } = LevelRules.Default;

    /// <summary>What a record's marking, handling instructions and grade mean for its disclosure.</summary>
    public HandlingRules Handling { get; init; } = HandlingRules.Default;

    /// <summary>True, the safe default, when agreement, purpose and recipient must stand under one regime (DPA 2018 s.36).</summary>
    public bool RegimesMustFit { get; init; } = true;
}
