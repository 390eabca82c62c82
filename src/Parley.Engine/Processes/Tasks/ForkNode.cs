using System.Globalization;
using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;

namespace Parley.Engine.Processes.Tasks;

internal sealed class ForkNode(TaskHead head, TaskList branches, bool compete) : TaskNode(head)
{
    public override string Kind => "fork";

    public override IEnumerable<TaskNode> Children => branches.Tasks;

    /// <summary>Whether the first branch that ends is the only one that counts.</summary>
    public bool IsRace => compete;

    public override void Enter(ProcessRun run, Frame frame)
    {
        frame.Data = Values.Of();
        foreach (TaskNode branch in branches.Tasks)
        {
            run.Push(frame, branch, frame.Input);
        }

        if (branches.Count == 0)
        {
            run.Complete(frame, compete ? frame.Input : JqValue.FromItems([]));
        }
    }

    // The outputs gathered so far are part of the state, by the branch's place: the join is made once, whatever the order and whenever it was stored.
    public override void ChildDone(ProcessRun run, Frame frame, Frame child, JqValue output, FlowDirective directive)
    {
        if (compete)
        {
            run.CancelWithin(frame);
            run.Complete(frame, output);
            return;
        }

        frame.Data = Values.With(frame.Data, child.Task.Ordinal.ToString(CultureInfo.InvariantCulture), output);
        if (frame.Data.Members.Count() == branches.Count)
        {
            run.Complete(frame, JqValue.FromItems(branches.Tasks.Select(b => frame.Data.Member(b.Ordinal.ToString(CultureInfo.InvariantCulture))!)));
        }
    }
}
