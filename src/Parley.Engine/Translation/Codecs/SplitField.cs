using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>One field that holds several values with a separator between them.</summary>
internal sealed class SplitField(ValueCodec codec, string separator) : FieldCodec
{
    private readonly byte[] _separator = Encoding.UTF8.GetBytes(separator);

    public string Separator => separator;

    public ValueCodec Codec => codec;

    public override string How => $"{codec.How}, split at '{separator}'";

    public override CodecFidelity Fidelity => CodecFidelity.Ambiguous;

    public override string Why => $"a value that contains '{separator}' comes back as two";

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        int node = Take(run, place, fields[0]);
        if (node == 0)
        {
            return Value.None;
        }

        ReadOnlySpan<byte> text = run.Tree.Text(node);
        int mark = run.Values.Count;
        bool more = true;
        while (more)
        {
            int end = _separator.Length == 0 ? -1 : text.IndexOf(_separator);
            more = end >= 0;
            Value value = codec.Read(more ? text[..end] : text, node, run);
            if (!value.IsNone)
            {
                run.Values.Add(value);
            }

            text = more ? text[(end + _separator.Length)..] : default;
        }

        return run.TakeValues(mark);
    }

    public override void Write(in Value value, int part, Shape field, WriteRun run)
    {
        ReadOnlySpan<Value> values = value.Values;
        if (values.Length == 1)
        {
            codec.Write(in values[0], field, run);
            return;
        }

        run.BeginCapture();
        foreach (ref readonly Value one in values)
        {
            codec.Write(in one, field, run);
        }

        run.EndCapture(field, separator);
    }
}
