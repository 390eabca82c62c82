using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>The text of the item that an enclosing list of references, roles or link elements is at.</summary>
internal sealed class ItemOut : OutValue
{
    public override bool Write(WriteRun run, Shape field)
    {
        LinkItems.Emit(run, field, run.Item);
        return true;
    }
}
