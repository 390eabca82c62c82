using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>One field, one value; the common case.</summary>
internal sealed class SingleField(ValueCodec codec) : FieldCodec
{
    public ValueCodec Codec => codec;

    public override string How => codec.How;

    public override CodecFidelity Fidelity => codec.Fidelity;

    public override string Why => codec.Why;

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        int node = Take(run, place, fields[0]);
        return node == 0 ? Value.None : codec.Read(run.Tree.Text(node), node, run);
    }

    public override void Write(in Value value, int part, Shape field, WriteRun run)
    {
        if (value.Form == ValueForm.List)
        {
            ReadOnlySpan<Value> values = value.Values;
            run.Fault(TranslationIssues.TooMany, field, $"only the first of {values.Length} values is written");
            codec.Write(in values[0], field, run);
            return;
        }

        codec.Write(in value, field, run);
    }
}
