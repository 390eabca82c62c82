namespace Parley.Engine.Sharing;

/// <summary>What a sanitisation code (3x5x2) asks for outside the originating organisation.</summary>
/// <param name="Reach">How far the report may go once sanitised.</param>
/// <param name="Withhold">Names of the attributes that are taken out.</param>
public sealed record SanitisationRule(HandlingReach Reach, IReadOnlyList<string> Withhold);
