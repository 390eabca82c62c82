using System.Globalization;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>One measure in several fields of falling units: feet and inches, hours and minutes.</summary>
/// <param name="how">What it converts, in words.</param>
/// <param name="factors">What one of each field's unit is in the attribute's unit, greatest first.</param>
/// <param name="decimals">How many decimals the smallest field is written with.</param>
internal sealed class MeasureField(decimal[] factors, string how, int decimals) : FieldCodec
{
    /// <summary>One of the smallest field's unit, in the attribute's.</summary>
    public decimal Step => factors[^1];

    public override string How => how;

    public override CodecFidelity Fidelity => CodecFidelity.Narrowed;

    public override string Why => "rounded in the smallest field";

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        decimal sum = 0;
        bool any = false;
        for (int i = 0; i < fields.Length; i++)
        {
            int node = Take(run, place, fields[i]);
            ReadOnlySpan<byte> text = node == 0 ? default : run.Tree.Text(node).Trim(" \t\r\n"u8);
            if (text.IsEmpty)
            {
                continue;
            }

            if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number))
            {
                return run.Fault(node, TranslationIssues.BadValue, $"{ReadRun.Quote(text)} is not a number");
            }

            any = true;
            sum += number * factors[i];
        }

        return any ? Value.Number(Math.Round(sum, 2).Normalise()) : Value.None;
    }

    public override void Write(in Value value, int part, Shape field, WriteRun run)
    {
        if (value.Form != ValueForm.Number)
        {
            run.Fault(TranslationIssues.NotWritable, field, $"'{value}' is not a number");
            return;
        }

        // Count in the smallest unit first, so that 182.9 cm is 6 ft 0 in and not 5 ft 12 in.
        decimal smallest = Math.Round(value.AsNumber / factors[^1], decimals, MidpointRounding.AwayFromZero);
        for (int i = 0; i < part; i++)
        {
            smallest %= Math.Round(factors[i] / factors[^1]);
        }

        decimal number = part == factors.Length - 1 ? smallest.Normalise() : Math.Floor(smallest / Math.Round(factors[part] / factors[^1]));
        Span<byte> text = stackalloc byte[24];
        number.TryFormat(text, out int written, default, CultureInfo.InvariantCulture);
        run.Emit(field, text[..written], ScalarKind.Number);
    }
}
