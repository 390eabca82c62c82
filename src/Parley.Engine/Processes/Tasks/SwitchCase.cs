using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>A case: without a condition it is the default.</summary>
internal sealed record SwitchCase(string Name, Template? When, FlowDirective Then);
