using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>Calls a function of the definition's own: a task that stands under <c>use.functions</c>.</summary>
internal sealed class CallFunctionNode(TaskHead head, string function, Template? arguments) : TaskNode(head)
{
    public override string Kind => "call";

    public string Function => function;

    public override void Enter(ProcessRun run, Frame frame)
    {
        if ((arguments is null ? frame.Input : run.Evaluate(frame, arguments, frame.Input)) is { } given)
        {
            run.Push(frame, run.Definition.Functions[function], given);
        }
    }

    public override void ChildDone(ProcessRun run, Frame frame, Frame child, JqValue output, FlowDirective directive) => run.Complete(frame, output);

    // Two calls of one function run the same tasks, so the place of the call is what tells them apart.
    public override string Occurrence(Frame frame) => $"f{Reference}";
}
