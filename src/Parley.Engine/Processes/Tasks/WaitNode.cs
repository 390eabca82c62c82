using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

internal sealed class WaitNode(TaskHead head, Template duration) : TaskNode(head)
{
    public override string Kind => "wait";

    public override void Enter(ProcessRun run, Frame frame)
    {
        if (run.Due(frame, duration, frame.Input) is { } due)
        {
            run.StartTimer(frame, "", due);
        }
    }

    public override bool Answer(ProcessRun run, Frame frame, string part, KeyedEvent answer)
    {
        if (answer is not TimerFired)
        {
            return false;
        }

        run.Complete(frame, frame.Input);
        return true;
    }
}
