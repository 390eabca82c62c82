namespace Parley.Server.Exchanges;

/// <summary>What an agreement makes of the deliveries of one message type to one recipient.</summary>
/// <param name="Recipient">The recipient.</param>
/// <param name="Type">The message type.</param>
/// <param name="Deliveries">Deliveries that differ.</param>
/// <param name="OnlyWith">Those that go only with the agreement in force.</param>
/// <param name="OnlyWithout">Those that go only without it: it forbids.</param>
/// <param name="Attributes">The attributes that differ, as <c>+Person.familyName</c> (goes only with it) and <c>-Person.pncId</c> (only without it).</param>
internal sealed record ImpactChange(string Recipient, string Type, int Deliveries, int OnlyWith, int OnlyWithout, IReadOnlyList<string> Attributes);
