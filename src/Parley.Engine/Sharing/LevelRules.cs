namespace Parley.Engine.Sharing;

/// <summary>What a level asks of an exchange, beside roles and purpose, which every level asks for.</summary>
/// <param name="Agreement">An agreement in force that permits it, signed by all its parties.</param>
/// <param name="TransferBasis">A basis for the transfer abroad (DPA 2018 s.73).</param>
/// <param name="StandardFormat">A message type of a published standard.</param>
/// <param name="Reason">A reason in words when a person asks.</param>
public sealed record LevelRules(bool Agreement, bool TransferBasis, bool StandardFormat, bool Reason)
{
    /// <summary>The safe defaults.</summary>
    public static IReadOnlyDictionary<ExchangeLevel, LevelRules> Default { get; } = new Dictionary<ExchangeLevel, LevelRules>
    {
        [ExchangeLevel.Local] = new(Agreement: false, TransferBasis: false, StandardFormat: false, Reason: true),
        [ExchangeLevel.InterForce] = new(Agreement: true, TransferBasis: false, StandardFormat: false, Reason: true),
        [ExchangeLevel.InterAgency] = new(Agreement: true, TransferBasis: false, StandardFormat: false, Reason: true),
        [ExchangeLevel.International] = new(Agreement: true, TransferBasis: true, StandardFormat: true, Reason: true),
    };
}
