using System.Buffers.Text;
using System.Globalization;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Decimal numbers, with a factor between the field's unit and the attribute's.</summary>
/// <param name="factor">What the field's number is multiplied with to give the attribute's; 1 when the units are the same.</param>
/// <param name="decimals">The decimals written; -1 for as many as there are (at most 6 after a conversion).</param>
/// <param name="asText">True when JSON holds the number in quotes.</param>
/// <param name="units">How the units are said in explanations; empty when they are the same.</param>
internal sealed class NumberCodec(decimal factor = 1, int decimals = -1, bool asText = false, string units = "") : ValueCodec
{
    /// <summary>How far what comes back may be from what went; 0 for not at all.</summary>
    public decimal Step => decimals >= 0 ? factor / (decimal)Math.Pow(10, decimals) : factor == 1 ? 0 : 0.00001m * Math.Max(factor, 1);

    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public override string How => units.Length == 0 ? "number" : $"number, {units}";

    public override CodecFidelity Fidelity =>
        decimals >= 0 ? CodecFidelity.Narrowed : factor != 1 ? CodecFidelity.Normalised : CodecFidelity.Exact;

    public override string Why => decimals >= 0
        ? string.Create(CultureInfo.InvariantCulture, $"written with {decimals} decimals")
        : factor != 1 ? $"converted ({units})" : "";

    public override ScalarKind Kind => asText ? ScalarKind.Text : ScalarKind.Number;

    public override Value Read(ReadOnlySpan<byte> text, int node, ReadRun run)
    {
        ReadOnlySpan<byte> digits = Trim(text);
        if (digits.IsEmpty)
        {
            return Value.None;
        }

        if (factor == 1 && Utf8Parser.TryParse(digits, out long whole, out int consumed) && consumed == digits.Length)
        {
            return Value.Number(whole);
        }

        return decimal.TryParse(digits, Styles, CultureInfo.InvariantCulture, out decimal number)
            ? Value.Number(factor == 1 ? number : Math.Round(number * factor, 6).Normalise())
            : run.Fault(node, TranslationIssues.BadValue, $"{ReadRun.Quote(text)} is not a number");
    }

    public override void Write(in Value value, Shape field, WriteRun run)
    {
        if (value.Form != ValueForm.Number)
        {
            run.Fault(TranslationIssues.NotWritable, field, $"'{value}' is not a number");
            return;
        }

        decimal number = value.AsNumber;
        if (factor != 1)
        {
            number = Math.Round(number / factor, decimals >= 0 ? decimals : 6, MidpointRounding.AwayFromZero).Normalise();
        }
        else if (decimals >= 0)
        {
            number = Math.Round(number, decimals, MidpointRounding.AwayFromZero);
        }

        Span<byte> text = stackalloc byte[64];
        ReadOnlySpan<char> format = decimals > 0 ? "F" + decimals.ToString(CultureInfo.InvariantCulture) : default;
        number.TryFormat(text, out int written, format, CultureInfo.InvariantCulture);
        run.Emit(field, text[..written], Kind);
    }
}
