namespace Parley.Engine.Processes.Tasks;

/// <summary>Tasks that run one after the other: a scope.</summary>
internal sealed class TaskList(IReadOnlyList<TaskNode> tasks)
{
    public IReadOnlyList<TaskNode> Tasks { get; } = tasks;

    public int Count => Tasks.Count;

    public TaskNode this[int at] => Tasks[at];
}
