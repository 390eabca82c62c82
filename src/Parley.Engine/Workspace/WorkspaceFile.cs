namespace Parley.Engine.Workspace;

/// <summary>One file of a workspace, as read by whoever has a disk.</summary>
/// <param name="Path">The path relative to the workspace, with forward slashes.</param>
/// <param name="Content">The bytes.</param>
public sealed record WorkspaceFile(string Path, ReadOnlyMemory<byte> Content);
