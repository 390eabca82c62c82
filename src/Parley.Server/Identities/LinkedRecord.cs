namespace Parley.Server.Identities;

/// <summary>A record at the other end of a link, as the bundle says it that has the link.</summary>
/// <param name="Role">The link's role.</param>
/// <param name="Shown">The role as it is read from the record that was asked about: <c>driver-of</c>, or the other way <c>driven-by</c>.</param>
/// <param name="IsOutward">Whether the link is read from the record that was asked about.</param>
/// <param name="Other">The other record.</param>
/// <param name="Of">The version of the record that was asked about.</param>
internal sealed record LinkedRecord(string Role, string Shown, bool IsOutward, SeenRecord Other, SeenRecord Of);
