using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>Calls one of Parley's own functions.</summary>
internal sealed class CallParleyNode(TaskHead head, ParleyFunction function, Template arguments) : TaskNode(head)
{
    public override string Kind => "call";

    public ParleyFunction Function => function;

    public override void Enter(ProcessRun run, Frame frame)
    {
        if (run.Evaluate(frame, arguments, frame.Input) is { } given)
        {
            run.Ask(frame, "", key => function.Name == ParleyFunctions.AskPerson ? new HumanTaskEffect(key, given) : new FunctionEffect(key, function.Name, given));
        }
    }

    public override bool Answer(ProcessRun run, Frame frame, string part, KeyedEvent answer) => run.TakeAnswer(frame, answer);
}
