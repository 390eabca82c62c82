namespace Parley.Server.Exchanges;

/// <summary>What an agreement makes of the stored traffic.</summary>
/// <param name="Exchanges">How many exchanges were looked at.</param>
/// <param name="Complete">False when there were more than are looked at in one go.</param>
/// <param name="Changes">What differs, for each recipient and message type for which anything does.</param>
internal sealed record ImpactReport(int Exchanges, bool Complete, IReadOnlyList<ImpactChange> Changes);
