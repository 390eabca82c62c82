using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

internal sealed class EmitNode(TaskHead head, Template attributes) : TaskNode(head)
{
    public override string Kind => "emit";

    public override void Enter(ProcessRun run, Frame frame)
    {
        if (run.Evaluate(frame, attributes, frame.Input) is not { } given)
        {
            return;
        }

        string key = run.Key(frame, "");
        JqValue sent = JqValue.FromMembers(
        [
            new("specversion", JqValue.From("1.0")),
            new("id", JqValue.From(key)),
            new("source", JqValue.From($"/processes/{run.Definition.Name.Namespace}/{run.Definition.Name.Name}/{run.Instance}")),
            new("time", Values.Instant(run.Now)),
            .. given.Members,
        ]);
        run.Effects.Add(new EmitEffect(key, sent));
        run.Complete(frame, sent);
    }
}
