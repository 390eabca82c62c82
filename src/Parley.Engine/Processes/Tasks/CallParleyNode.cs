using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>Calls one of Parley's own functions.</summary>
internal sealed class CallParleyNode(TaskHead head, ParleyFunction function, Template arguments, IReadOnlyDictionary<string, SourcePosition> places) : TaskNode(head)
{
    public override string Kind => "call";

    public ParleyFunction Function => function;

    /// <summary>An argument that is the same in every run; null when it is computed or not there.</summary>
    public JqValue? Argument(string name) => arguments.ConstantMember(name);

    /// <summary>Where an argument stands; the task's place for one that is not there.</summary>
    public SourcePosition PlaceOf(string name) => places.TryGetValue(name, out SourcePosition place) ? place : Head.Position;

    public override void Enter(ProcessRun run, Frame frame)
    {
        if (run.Evaluate(frame, arguments, frame.Input) is { } given)
        {
            run.Ask(frame, "", key => function.Name == ParleyFunctions.AskPerson ? new HumanTaskEffect(key, given) : new FunctionEffect(key, function.Name, given));
        }
    }

    public override bool Answer(ProcessRun run, Frame frame, string part, KeyedEvent answer) => run.TakeAnswer(frame, answer);
}
