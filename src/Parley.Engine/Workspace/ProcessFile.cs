using Parley.Engine.Processes;

namespace Parley.Engine.Workspace;

/// <summary>A process that a workspace defines.</summary>
/// <param name="Path">The file's path in the workspace.</param>
/// <param name="Text">The file's text: what instances that run on it are kept with.</param>
/// <param name="Definition">The definition.</param>
public sealed record ProcessFile(string Path, string Text, ProcessDefinition Definition);
