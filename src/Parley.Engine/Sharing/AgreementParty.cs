namespace Parley.Engine.Sharing;

/// <summary>A party of an agreement.</summary>
/// <param name="Organisation">The organisation's identifier, or null when a group is named.</param>
/// <param name="Group">The group's identifier (<see cref="GroupDefinition"/>), or null.</param>
/// <param name="Role"><c>controller</c>, <c>joint-controller</c> or <c>processor</c>.</param>
/// <param name="Gives">True when it discloses under the agreement.</param>
/// <param name="Receives">True when it receives under the agreement.</param>
/// <param name="Contact">The single point of contact: an e-mail address or a name.</param>
public sealed record AgreementParty(string? Organisation, string? Group, string Role, bool Gives, bool Receives, string Contact);
