namespace Parley.Engine.Processes;

/// <summary>What came of one step: to be stored together, in one transaction, before any effect is carried out.</summary>
/// <param name="State">The new state.</param>
/// <param name="Effects">What is to be done now, in order. Each outward one has a key that is the same however often the step is repeated.</param>
/// <param name="IsHandled">False when nothing waited for the event: late, repeated, or meant for another. The state is then as it was.</param>
public sealed record ProcessStep(ProcessState State, IReadOnlyList<ProcessEffect> Effects, bool IsHandled);
