namespace Parley.Engine.Processes;

/// <summary>One thing that a task of an instance came to.</summary>
/// <param name="At">When.</param>
/// <param name="What"><c>started</c>, <c>skipped</c>, <c>completed</c>, <c>faulted</c>, <c>cancelled</c>, <c>retried</c>, <c>undone</c> or <c>undo-failed</c>.</param>
/// <param name="Task">The JSON pointer to the task in the definition.</param>
/// <param name="Occurrence">Which run of it: iterations, attempts and jumps back; empty for the first of a task that is in no loop.</param>
public sealed record HistoryEntry(DateTimeOffset At, string What, string Task, string Occurrence);
