using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>A code, and a second field with free text for what the codes do not have.</summary>
/// <param name="codec">The codec of the first field.</param>
/// <param name="otherCode">The code that says "see the text".</param>
internal sealed class CodeOtherField(CodeCodec codec, string otherCode) : FieldCodec
{
    public CodeCodec Codec => codec;

    private readonly byte[] _otherCode = Encoding.UTF8.GetBytes(otherCode);

    public override string How => $"{codec.How}, or {otherCode} with text";

    public override CodecFidelity Fidelity => codec.Fidelity;

    public override string Why => codec.Why;

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        int node = Take(run, place, fields[0]);
        int other = Take(run, place, fields[1]);
        ReadOnlySpan<byte> code = node == 0 ? default : run.Tree.Text(node).Trim(" \t\r\n"u8);
        bool isOther = code.IsEmpty || code.SequenceEqual(_otherCode);
        if (isOther && other != 0 && !run.Tree.Text(other).IsEmpty)
        {
            return Value.Text(run.Tree.String(other));
        }

        return node == 0 ? Value.None : codec.Read(code, node, run);
    }

    public override void Write(in Value values, int part, Shape field, WriteRun run)
    {
        Value value = values.Values[0];
        if (part == 0 && values.Form == ValueForm.List)
        {
            run.Fault(TranslationIssues.TooMany, field, $"only the first of {values.Values.Length} values is written");
        }

        CodeEntry? entry = value.Form == ValueForm.Code ? value.AsCode
            : codec.Table.IsOfTexts && codec.Table.List.TryGet(value.ToString(), out CodeEntry? text) ? text : null;
        bool coded = entry is not null && codec.Table.WayBack(entry) is not null;
        if (part == 0)
        {
            if (coded)
            {
                codec.Write(in value, field, run);
            }
            else
            {
                run.Emit(field, _otherCode, codec.Kind);
            }
        }
        else if (!coded)
        {
            run.Emit(field, value.Form == ValueForm.Code ? value.AsCode.Label : value.ToString());
        }
    }
}
