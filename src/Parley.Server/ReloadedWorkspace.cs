using Parley.Engine.Issues;
using Parley.Engine.Workspace;

namespace Parley.Server;

/// <summary>A workspace read anew.</summary>
/// <param name="Workspace">The workspace, or null when it has errors.</param>
/// <param name="Issues">What is wrong with it.</param>
public sealed record ReloadedWorkspace(LoadedWorkspace? Workspace, IReadOnlyList<Issue> Issues);
