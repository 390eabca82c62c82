using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>A repeated field, a value for each.</summary>
internal sealed class ManyField(ValueCodec codec) : FieldCodec
{
    public ValueCodec Codec => codec;

    public override string How => "each " + codec.How;

    public override CodecFidelity Fidelity => codec.Fidelity;

    public override string Why => codec.Why;

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        int from = run.Nodes.Count;
        fields[0].All(run.Tree, run.Root, place, run.Nodes);
        Value value = Read(run, from);
        run.Nodes.RemoveRange(from, run.Nodes.Count - from);
        return value;
    }

    public override void Write(in Value value, int part, Shape field, WriteRun run) => codec.Write(in value, field, run);

    private Value Read(ReadRun run, int from)
    {
        int mark = run.Values.Count;
        for (int i = from; i < run.Nodes.Count; i++)
        {
            int node = run.Nodes[i];
            run.Tree.MarkUsed(node);
            Value value = run.Tree.Kind(node) == NodeKind.Null ? Value.None : codec.Read(run.Tree.Text(node), node, run);
            if (!value.IsNone)
            {
                run.Values.Add(value);
            }
        }

        return run.TakeValues(mark);
    }
}
