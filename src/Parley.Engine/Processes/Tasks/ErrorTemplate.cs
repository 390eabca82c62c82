using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>An error of a definition: its members, computed when it is raised.</summary>
internal sealed record ErrorTemplate(Template Members);
