namespace Parley.Server.Identities;

/// <summary>A link between two nodes of a neighbourhood, however many records say it.</summary>
/// <param name="From">The node that the link is read from.</param>
/// <param name="To">The other.</param>
/// <param name="Role">The link's role.</param>
/// <param name="Sources">The versions of records that say it, the newest first.</param>
internal sealed record GraphEdge(long From, long To, string Role, IReadOnlyList<SeenRecord> Sources);
