using Parley.Engine.Dictionary;

namespace Parley.Server.Identities;

/// <summary>An attribute of an identity.</summary>
/// <param name="Definition">What the dictionary says of it.</param>
/// <param name="Values">Its values, the best known first.</param>
/// <param name="IsConflict">Whether sources differ where only one value can be true.</param>
internal sealed record ViewedAttribute(AttributeDefinition Definition, IReadOnlyList<ViewedValue> Values, bool IsConflict)
{
    /// <summary>Its name in the dictionary.</summary>
    public string Name => Definition.Name;
}
