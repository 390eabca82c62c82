namespace Parley.Engine.Dictionary;

/// <summary>One row of a <see cref="Crosswalk"/>.</summary>
/// <param name="From">The code translated from.</param>
/// <param name="To">The code translated to; null exactly when <paramref name="Relation"/> is <see cref="CodeRelation.None"/>.</param>
/// <param name="Relation">How the two meanings relate.</param>
public sealed record CrosswalkEntry(CodeEntry From, CodeEntry? To, CodeRelation Relation);
