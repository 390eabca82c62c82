using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>Runs another process.</summary>
internal sealed class RunNode(TaskHead head, ProcessName process, Template? input, bool isAwaited) : TaskNode(head)
{
    public override string Kind => "run";

    public ProcessName Process => process;

    public override void Enter(ProcessRun run, Frame frame)
    {
        if ((input is null ? frame.Input : run.Evaluate(frame, input, frame.Input)) is not { } given)
        {
            return;
        }

        if (isAwaited)
        {
            run.Ask(frame, "", key => new ChildEffect(key, process, given, true));
            return;
        }

        run.Effects.Add(new ChildEffect(run.Key(frame, ""), process, given, IsAwaited: false));
        run.Complete(frame, frame.Input);
    }

    public override bool Answer(ProcessRun run, Frame frame, string part, KeyedEvent answer) => run.TakeAnswer(frame, answer);
}
