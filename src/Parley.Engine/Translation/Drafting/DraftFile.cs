namespace Parley.Engine.Translation.Drafting;

/// <summary>A file that a draft is made from, as read by whoever has a disk.</summary>
/// <param name="Path">The path as the user knows it.</param>
/// <param name="Content">The bytes.</param>
public sealed record DraftFile(string Path, ReadOnlyMemory<byte> Content);
