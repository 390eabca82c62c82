using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>Which part of a link an element's field holds.</summary>
internal enum LinkPart
{
    From,
    To,
    Role,
}

/// <summary>One part of the link whose element is being written.</summary>
internal sealed class ElementOut(LinkPlan link, LinkPart part) : OutValue
{
    public override bool Write(WriteRun run, Shape field)
    {
        Link current = run.Bundle.Links[run.CurrentLink];
        if (part == LinkPart.Role)
        {
            if (!link.WayBack.TryGetValue(current.Role, out byte[]? word))
            {
                return false;
            }

            run.Emit(field, word, ScalarKind.Text);
            return true;
        }

        int record = part == LinkPart.From ? current.From : current.To;
        RecordPlan? plan = run.BoundTo(record, part == LinkPart.From ? link.From : link.To);
        run.Emit(field, Encoding.UTF8.GetBytes(run.KeyOf(record, plan!)), ScalarKind.Text);
        return true;
    }
}
