using Parley.Engine.Expressions;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Running;

/// <summary>The arguments of an expression of a task under way.</summary>
internal sealed class FrameArguments(ProcessRun run, Frame frame, JqValue? output, bool withAuthorization = true) : IArguments
{
    public JqBudget Budget => run.Settings.Budget.Expression;

    public JqValue Value(string name) => name switch
    {
        "context" => run.Context,
        "input" => frame.Input,
        "output" => output ?? JqValue.Null,
        "secrets" => run.Definition.SecretMarks,
        "workflow" => run.Descriptor(),
        "runtime" => run.Runtime(),
        "task" => Descriptor(),
        "authorization" => withAuthorization ? frame.Task.Authorization(run, frame) : JqValue.Null,
        _ => run.Local(frame, name),
    };

    private JqValue Descriptor() => Values.Of(
        ("name", JqValue.From(frame.Task.Head.Name)),
        ("reference", JqValue.From(frame.Task.Reference)),
        ("definition", frame.Task.Head.Definition),
        ("input", frame.Raw),
        ("output", frame.RawOutput),
        ("startedAt", Values.Descriptor(frame.StartedAt)));
}
