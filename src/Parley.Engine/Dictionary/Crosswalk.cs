namespace Parley.Engine.Dictionary;

/// <summary>The published translation of one code list into another, entry by entry, in one direction of reading.</summary>
/// <param name="Name">Its name, <c>source--target</c> unless the file says otherwise.</param>
/// <param name="From">The list translated from.</param>
/// <param name="To">The list translated to.</param>
/// <param name="Entries">The rows, in order; the first row for a target code is the preferred way back.</param>
/// <param name="Source">Where the crosswalk comes from.</param>
public sealed record Crosswalk(string Name, CodeList From, CodeList To, IReadOnlyList<CrosswalkEntry> Entries, string Source);
