using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Several text fields that make one text, joined with a separator; split again on the way back, the rest into the last.</summary>
internal sealed class JoinField(string separator, int fieldCount) : FieldCodec
{
    public string Separator => separator;

    public override string How => $"{fieldCount} fields joined with '{separator}'";

    public override CodecFidelity Fidelity => CodecFidelity.Ambiguous;

    public override string Why => $"a part that contains '{separator}', or is empty, comes back in another field";

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        StringBuilder? text = null;
        string? first = null;
        foreach (PathReader field in fields)
        {
            int node = Take(run, place, field);
            if (node == 0 || run.Tree.Text(node).IsEmpty)
            {
                continue;
            }

            string part = run.Tree.String(node);
            if (first is null)
            {
                first = part;
            }
            else
            {
                (text ??= new StringBuilder(first)).Append(separator).Append(part);
            }
        }

        return first is null ? Value.None : Value.Text(text?.ToString() ?? first);
    }

    public override void Write(in Value value, int part, Shape field, WriteRun run)
    {
        string[] parts = value.ToString().Split(separator, fieldCount);
        if (part < parts.Length && parts[part].Length > 0)
        {
            run.Emit(field, parts[part]);
        }
    }
}
