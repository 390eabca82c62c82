using System.Text;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>A fixed value, written when its container is.</summary>
internal sealed class ConstantOut(string text, ScalarKind kind, bool always = false) : OutValue
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(text);

    public override bool Write(WriteRun run, Shape field)
    {
        if (always)
        {
            run.Emit(field, _text, kind);
        }
        else
        {
            run.EmitWeak(field, _text, kind);
        }

        return always;
    }
}
