namespace Parley.Engine.Sharing;

/// <summary>An act of a party by which an agreement stops.</summary>
/// <param name="State"><see cref="AgreementState.Suspended"/>, <see cref="AgreementState.Ended"/> or <see cref="AgreementState.Withdrawn"/>.</param>
/// <param name="From">From which day.</param>
/// <param name="By">The organisation, or the person for it.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record AgreementStop(AgreementState State, DateOnly From, string By, string Reason);
