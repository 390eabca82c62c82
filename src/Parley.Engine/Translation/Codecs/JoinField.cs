using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>
/// Several fields that make one text, joined with a separator; split again on the way back, the rest into the last. With a code map the joined text is the
/// code: a type and its subtype mean one thing together.
/// </summary>
internal sealed class JoinField(string separator, int fieldCount, CodeCodec? codec = null) : FieldCodec
{
    public string Separator => separator;

    /// <summary>What the joined text is looked up in; null for text as it stands.</summary>
    public CodeCodec? Codec => codec;

    public override string How => $"{fieldCount} fields joined with '{separator}'{(codec is null ? "" : $", {codec.How}")}";

    public override CodecFidelity Fidelity => codec?.Fidelity ?? CodecFidelity.Ambiguous;

    public override string Why => codec?.Why ?? $"a part that contains '{separator}', or is empty, comes back in another field";

    public override Value Read(ReadRun run, int place, PathReader[] fields) =>
        codec is null ? Text(run, place, fields) : Coded(codec, run, place, fields);

    public override void Write(in Value value, int part, Shape field, WriteRun run)
    {
        string text = codec is null ? value.ToString() : run.TextOf(codec, in value, field, part > 0);
        string[] parts = text.Split(separator, fieldCount);
        if (part >= parts.Length || parts[part].Length == 0)
        {
            return;
        }

        if (codec is null)
        {
            run.Emit(field, parts[part]);
        }
        else
        {
            run.Emit(field, Encoding.UTF8.GetBytes(parts[part]), codec.Kind);
        }
    }

    // A part that is absent holds its place, so that 'x/' and '/x' are two codes; nothing is made of absent parts at the end.
    private Value Coded(CodeCodec codes, ReadRun run, int place, PathReader[] fields)
    {
        int first = 0;
        int last = -1;
        string[] parts = new string[fieldCount];
        for (int i = 0; i < fieldCount; i++)
        {
            int node = Take(run, place, fields[i]);
            parts[i] = node == 0 ? "" : run.Tree.String(node).Trim();
            first = first == 0 ? node : first;
            last = parts[i].Length > 0 ? i : last;
        }

        return last < 0 ? Value.None : codes.Read(Encoding.UTF8.GetBytes(string.Join(separator, parts, 0, last + 1)), first, run);
    }

    private Value Text(ReadRun run, int place, PathReader[] fields)
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
}
