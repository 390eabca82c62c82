using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;

namespace Parley.Engine.Processes.Tasks;

/// <summary>Undoes all completed steps, the last first, after the process has failed or was cancelled.</summary>
internal sealed class UndoNode(TaskHead head) : TaskNode(head)
{
    public override string Kind => "undo";

    public override void Enter(ProcessRun run, Frame frame) => Next(run, frame);

    public override void ChildDone(ProcessRun run, Frame frame, Frame child, JqValue output, FlowDirective directive)
    {
        run.Undone(frame);
        Next(run, frame);
    }

    public override bool Catches(ProcessRun run, Frame frame, Frame child, ProcessError error)
    {
        run.UndoFailed(frame, error);
        Next(run, frame);
        return true;
    }

    public override string Occurrence(Frame frame) => $"u{frame.Index}";

    private static void Next(ProcessRun run, Frame frame)
    {
        if (!run.UndoNext(frame, null))
        {
            run.EndUndone();
        }
    }
}
