namespace Parley.Engine.Dictionary;

/// <summary>A typed relation between two records of one bundle, read from the first to the second.</summary>
/// <param name="From">The record that stands first, by its place in the bundle's records.</param>
/// <param name="Role">The relation.</param>
/// <param name="To">The record that stands second, by its place in the bundle's records.</param>
public readonly record struct Link(int From, LinkRole Role, int To);
