using System.Text;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Definition;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>The name of a record within the message, for references.</summary>
internal sealed class KeyOut(RecordPlan plan) : OutValue
{
    public override bool Write(WriteRun run, Shape field)
    {
        int instance = run.Current[plan.Ordinal];
        if (instance < 0)
        {
            return false;
        }

        run.Emit(field, Encoding.UTF8.GetBytes(run.KeyOf(run.Instances[instance].Record, plan)), plan.Rule.KeyStyle == KeyStyle.Numbers ? ScalarKind.Number : ScalarKind.Text);
        return true;
    }
}
