using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

internal sealed class SetNode(TaskHead head, Template value) : TaskNode(head)
{
    public override string Kind => "set";

    public override void Enter(ProcessRun run, Frame frame)
    {
        if (run.Evaluate(frame, value, frame.Input) is { } data)
        {
            run.Complete(frame, data);
        }
    }
}
