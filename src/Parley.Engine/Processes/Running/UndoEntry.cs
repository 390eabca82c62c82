using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Running;

/// <summary>A completed step that can be undone.</summary>
/// <param name="Number">Its place in the order of completion, from 1.</param>
/// <param name="Function">The function that undoes it.</param>
/// <param name="Task">The step.</param>
/// <param name="Occurrence">Which run of it.</param>
/// <param name="Given">What the function is given: the step's input and output.</param>
/// <param name="Scopes">The frames of the tries around it that undo.</param>
internal sealed record UndoEntry(int Number, string Function, string Task, string Occurrence, JqValue Given, IReadOnlyList<int> Scopes)
{
    /// <summary>Why it could not be undone; null while that has not been tried.</summary>
    public ProcessError? Failure { get; init; }

    public bool HasFailed => Failure is not null;
}
