using Parley.Engine.Dictionary;

namespace Parley.Server.Identities;

/// <summary>A person, thing, place or event of a neighbourhood.</summary>
/// <param name="Identity">Its identity, as the asker may see it.</param>
/// <param name="Distance">How many links it is from where the question began.</param>
internal sealed record GraphNode(FoundIdentity Identity, int Distance)
{
    /// <summary>The record that names it.</summary>
    public long Id => Identity.Id;

    /// <summary>What is best known of it, as the single view says it.</summary>
    public Record Best { get; } = BestKnown.Of(Identity.Members);

    /// <summary>It in a few words.</summary>
    public string Label => RecordLabel.Of(Best);
}
