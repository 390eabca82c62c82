namespace Parley.Engine.Obligations;

/// <summary>What <c>obligations.yaml</c> says. Immutable.</summary>
public sealed record ObligationRules
{
    /// <summary>The role whose people look after what stands, where nothing else is said.</summary>
    public const string StandingGroup = "data-protection-officer";

    /// <summary>Without the file: no rules over events; what stands is the data protection officer's.</summary>
    public static ObligationRules Default { get; } = new();

    /// <summary>The rules over events.</summary>
    public IReadOnlyList<ObligationRule> Rules { get; init; } = [];

    /// <summary>Agreements' reviews, shown this many working days before.</summary>
    public StandingRule AgreementReview { get; init; } = new(StandingGroup, 20);

    /// <summary>Recipients' confirmations of withdrawals, corrections, re-gradings and erasures, due when the notice says.</summary>
    public StandingRule Notice { get; init; } = new(StandingGroup, 0);

    /// <summary>Retention reviews, due within this many working days of their coming up.</summary>
    public StandingRule RetentionReview { get; init; } = new(StandingGroup, 20);

    /// <summary>The titles of rules by their names.</summary>
    public string? TitleOf(string rule) => Rules.FirstOrDefault(r => r.Id == rule)?.Title;
}
