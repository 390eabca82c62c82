namespace Parley.Server.Identities;

/// <summary>An attribute of an identity.</summary>
/// <param name="Name">Its name in the dictionary.</param>
/// <param name="Values">Its values, the best known first.</param>
/// <param name="IsConflict">Whether sources differ where only one value can be true.</param>
internal sealed record ViewedAttribute(string Name, IReadOnlyList<ViewedValue> Values, bool IsConflict);
