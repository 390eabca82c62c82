namespace Parley.Engine.Processes.Drawing;

/// <summary>Boxes one below the other.</summary>
/// <param name="Title">What the list is for, when that must be said; empty otherwise.</param>
/// <param name="Boxes">The boxes.</param>
internal sealed record BoxList(string Title, IReadOnlyList<Box> Boxes);
