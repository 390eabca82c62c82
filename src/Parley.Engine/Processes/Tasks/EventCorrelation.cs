using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>How an event belongs to what came before it.</summary>
/// <param name="Name">The correlation's name.</param>
/// <param name="From">Takes the value from the event.</param>
/// <param name="Expect">What the value must be; null for what the first event of the task had.</param>
internal sealed record EventCorrelation(string Name, Template From, Template? Expect);
