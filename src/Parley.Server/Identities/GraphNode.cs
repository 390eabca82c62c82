namespace Parley.Server.Identities;

/// <summary>A person, thing, place or event of a neighbourhood.</summary>
/// <param name="Identity">Its identity, as the asker may see it.</param>
/// <param name="Distance">How many links it is from where the question began.</param>
/// <param name="Label">It in a few words.</param>
internal sealed record GraphNode(FoundIdentity Identity, int Distance, string Label)
{
    /// <summary>The record that names it.</summary>
    public long Id => Identity.Id;
}
