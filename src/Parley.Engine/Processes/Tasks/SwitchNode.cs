using Parley.Engine.Processes.Running;

namespace Parley.Engine.Processes.Tasks;

internal sealed class SwitchNode(TaskHead head, IReadOnlyList<SwitchCase> cases) : TaskNode(head)
{
    public override string Kind => "switch";

    public IReadOnlyList<SwitchCase> Cases => cases;

    public override IEnumerable<FlowDirective> Directives => cases.Select(c => c.Then).Append(Head.Then);

    public override void Enter(ProcessRun run, Frame frame)
    {
        foreach (SwitchCase one in cases.Where(c => c.When is not null))
        {
            if (run.Evaluate(frame, one.When!, frame.Input) is not { } holds)
            {
                return;
            }

            if (holds.IsTruthy)
            {
                run.Complete(frame, frame.Input, one.Then);
                return;
            }
        }

        run.Complete(frame, frame.Input, cases.FirstOrDefault(c => c.When is null)?.Then);
    }
}
