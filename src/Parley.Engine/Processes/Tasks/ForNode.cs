using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

internal sealed class ForNode(TaskHead head, string each, string at, Template collection, Template? condition, TaskList list) : TaskNode(head)
{
    public override string Kind => "for";

    public override IEnumerable<TaskNode> Children => list.Tasks;

    public override void Enter(ProcessRun run, Frame frame)
    {
        if (run.Evaluate(frame, collection, frame.Input) is not { } items)
        {
            return;
        }

        if (items.Kind != JqKind.Array)
        {
            run.Raise(frame, ProcessError.Standard(ProcessErrorTypes.Expression, "The collection is no array", $"'for.in' gave {items.Kind.ToString().ToLowerInvariant()}"));
            return;
        }

        frame.Data = items;
        Next(run, frame, frame.Input);
    }

    public override void ChildDone(ProcessRun run, Frame frame, Frame child, JqValue output, FlowDirective directive)
    {
        if (!run.Next(frame, list, child, output, directive))
        {
            frame.Index++;
            Next(run, frame, output);
        }
    }

    public override string Occurrence(Frame frame) => $"i{frame.Index}";

    private void Next(ProcessRun run, Frame frame, JqValue value)
    {
        frame.Visits = 0;
        if (frame.Index >= frame.Data.Items.Count)
        {
            run.Complete(frame, value);
            return;
        }

        frame.SetLocal(each, frame.Data.Items[frame.Index]);
        frame.SetLocal(at, JqValue.From(frame.Index));
        JqValue? goesOn = condition is null ? JqValue.True : run.Evaluate(frame, condition, value);
        if (goesOn is not null && (!goesOn.IsTruthy || !run.First(frame, list, value)))
        {
            run.Complete(frame, value);
        }
    }
}
