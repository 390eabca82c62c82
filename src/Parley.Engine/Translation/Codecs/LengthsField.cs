using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>
/// Several fields that make one text or identifier, each with a length of its own: an offence code of act, year, reason and qualifier. Parts at the end may be
/// absent or short; one in the middle may not, as what is behind it would move.
/// </summary>
/// <param name="codec">What reads and writes the whole.</param>
/// <param name="lengths">How many characters each field has.</param>
internal sealed class LengthsField(ValueCodec codec, int[] lengths) : FieldCodec
{
    /// <summary>What reads and writes the whole.</summary>
    public ValueCodec Codec => codec;

    public override string How => $"{lengths.Length} fields of {string.Join(", ", lengths)} characters, {codec.How}";

    public override CodecFidelity Fidelity => codec.Fidelity;

    public override string Why => codec.Why;

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        StringBuilder text = new();
        int first = 0;
        int whole = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            int node = Take(run, place, fields[i]);
            string part = node == 0 ? "" : run.Tree.String(node).Trim();
            if (part.Length == 0)
            {
                whole += lengths[i];
                continue;
            }

            first = first == 0 ? node : first;
            if (text.Length != whole || part.Length > lengths[i])
            {
                return run.Fault(node, TranslationIssues.BadValue, part.Length > lengths[i]
                    ? $"'{part}' has {part.Length} characters, more than the {lengths[i]} of its part"
                    : $"a part before '{part}' is absent or too short");
            }

            text.Append(part);
            whole += lengths[i];
        }

        return first == 0 ? Value.None : codec.Read(Encoding.UTF8.GetBytes(text.ToString()), first, run);
    }

    public override void Write(in Value value, int part, Shape field, WriteRun run)
    {
        string text = run.TextOf(codec, in value, field, part > 0);
        if (text.Length > lengths.Sum())
        {
            if (part == 0)
            {
                run.Fault(TranslationIssues.NotWritable, field, $"'{text}' has {text.Length} characters, and the fields have room for {lengths.Sum()}");
            }

            return;
        }

        int from = lengths.Take(part).Sum();
        if (from < text.Length)
        {
            run.Emit(field, text[from..Math.Min(text.Length, from + lengths[part])]);
        }
    }
}
