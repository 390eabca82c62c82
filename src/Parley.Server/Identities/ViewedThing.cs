namespace Parley.Server.Identities;

/// <summary>A person, thing, place or event that an identity is linked to, with all records that say so.</summary>
/// <param name="Role">The link's role as read from the identity.</param>
/// <param name="Sources">The records at the other end, the newest first; the first stands for all.</param>
internal sealed record ViewedThing(string Role, IReadOnlyList<LinkedRecord> Sources)
{
    /// <summary>The record that stands for all.</summary>
    public SeenRecord Newest => Sources[0].Other;
}
