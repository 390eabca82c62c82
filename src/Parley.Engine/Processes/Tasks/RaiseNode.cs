using Parley.Engine.Processes.Running;

namespace Parley.Engine.Processes.Tasks;

internal sealed class RaiseNode(TaskHead head, ErrorTemplate error) : TaskNode(head)
{
    public override string Kind => "raise";

    public override void Enter(ProcessRun run, Frame frame)
    {
        if (run.Evaluate(frame, error.Members, frame.Input) is { } value)
        {
            run.Raise(frame, ProcessError.FromValue(value));
        }
    }
}
