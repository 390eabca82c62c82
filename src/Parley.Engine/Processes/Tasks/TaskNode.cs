using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;

namespace Parley.Engine.Processes.Tasks;

/// <summary>A task of a definition: immutable once read, and what it does when an instance comes to it.</summary>
internal abstract class TaskNode(TaskHead head)
{
    public TaskHead Head { get; } = head;

    public string Reference => Head.Reference;

    /// <summary>The place in its list.</summary>
    public int Ordinal { get; set; }

    /// <summary>The keyword that says what it does.</summary>
    public abstract string Kind { get; }

    /// <summary>The tasks within it, for drawing and for finding one by its reference.</summary>
    public virtual IEnumerable<TaskNode> Children => [];

    /// <summary>Every directive of the task, to be resolved within its list.</summary>
    public virtual IEnumerable<FlowDirective> Directives => [Head.Then];

    /// <summary>Begins: the frame has its input.</summary>
    public abstract void Enter(ProcessRun run, Frame frame);

    /// <summary>A task within it has ended, and is gone.</summary>
    public virtual void ChildDone(ProcessRun run, Frame frame, Frame child, JqValue output, FlowDirective directive) =>
        throw new InvalidOperationException($"{Kind} has no tasks within it.");

    /// <summary>Takes the answer to one of its effects; false when it is of no use to it.</summary>
    public virtual bool Answer(ProcessRun run, Frame frame, string part, KeyedEvent answer) => false;

    /// <summary>Takes an error from within; false to pass it on.</summary>
    public virtual bool Catches(ProcessRun run, Frame frame, Frame child, ProcessError error) => false;

    /// <summary>What tells this run of a task within it from others.</summary>
    public virtual string Occurrence(Frame frame) => "";

    /// <summary><c>$authorization</c>.</summary>
    public virtual JqValue Authorization(ProcessRun run, Frame frame) => JqValue.Null;
}
