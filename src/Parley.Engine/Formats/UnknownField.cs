namespace Parley.Engine.Formats;

/// <summary>A field of a message that the translation's shapes do not know.</summary>
/// <param name="Parent">The node it stands in.</param>
/// <param name="Name">Its name as written, an XML attribute with <c>@</c> before it.</param>
/// <param name="Namespace">Its XML namespace, or null.</param>
/// <param name="Offset">Where it is, as <see cref="MessageTree.PositionAt"/> takes it.</param>
/// <param name="Sample">The beginning of its value, at most 40 characters; empty for containers.</param>
public sealed record UnknownField(int Parent, string Name, string? Namespace, long Offset, string Sample);
