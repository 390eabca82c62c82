using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;

namespace Parley.Engine.Processes.Tasks;

/// <summary>The process itself, as the task around all others.</summary>
internal sealed class RootNode(TaskHead head, TaskList list) : TaskNode(head)
{
    public override string Kind => "process";

    public override IEnumerable<TaskNode> Children => list.Tasks;

    public override void Enter(ProcessRun run, Frame frame)
    {
        if (!run.First(frame, list, frame.Input))
        {
            run.EndWith(frame.Input);
        }
    }

    public override void ChildDone(ProcessRun run, Frame frame, Frame child, JqValue output, FlowDirective directive)
    {
        if (!run.Next(frame, list, child, output, directive))
        {
            run.EndWith(output);
        }
    }
}
