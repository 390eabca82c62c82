using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;

namespace Parley.Engine.Processes.Tasks;

internal sealed class DoNode(TaskHead head, TaskList list) : TaskNode(head)
{
    public override string Kind => "do";

    public override IEnumerable<TaskNode> Children => list.Tasks;

    public override void Enter(ProcessRun run, Frame frame)
    {
        if (!run.First(frame, list, frame.Input))
        {
            run.Complete(frame, frame.Input);
        }
    }

    public override void ChildDone(ProcessRun run, Frame frame, Frame child, JqValue output, FlowDirective directive)
    {
        if (!run.Next(frame, list, child, output, directive))
        {
            run.Complete(frame, output);
        }
    }
}
