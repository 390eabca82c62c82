using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Several fields that hold the values of one attribute by position: forename1, forename2, forename3.</summary>
internal sealed class PositionField(ValueCodec codec, int fieldCount) : FieldCodec
{
    public ValueCodec Codec => codec;

    public override string How => $"{codec.How}, by position";

    public override CodecFidelity Fidelity => codec.Fidelity == CodecFidelity.Exact ? CodecFidelity.Narrowed : codec.Fidelity;

    public override string Why => codec.Why.Length > 0 ? codec.Why : $"room for {fieldCount} values";

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        List<Value>? values = null;
        foreach (PathReader field in fields)
        {
            int node = Take(run, place, field);
            Value value = node == 0 ? Value.None : codec.Read(run.Tree.Text(node), node, run);
            if (!value.IsNone)
            {
                (values ??= []).Add(value);
            }
        }

        return values switch { null => Value.None, [Value one] => one, _ => Value.List([.. values]) };
    }

    public override void Write(in Value value, int part, Shape field, WriteRun run)
    {
        ReadOnlySpan<Value> values = value.Values;
        if (part < values.Length)
        {
            codec.Write(in values[part], field, run);
        }

        if (part == fieldCount - 1 && values.Length > fieldCount)
        {
            run.Fault(TranslationIssues.TooMany, field, $"only the first {fieldCount} of {values.Length} values are written");
        }
    }
}
