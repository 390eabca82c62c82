using System.Globalization;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>What happens to a text that is longer than the recipient's field.</summary>
internal enum Overflow
{
    Reject,
    Truncate,
}

/// <summary>Text as it stands. Spaces and line ends are kept, since nobody here knows whether they matter.</summary>
internal sealed class TextCodec(int most = 0, Overflow overflow = Overflow.Reject, TextCase letters = TextCase.Keep, ScalarKind kind = ScalarKind.Text, bool ascii = false) : ValueCodec
{
    /// <summary>The most characters the field takes on the way out; 0 for no bound.</summary>
    public int Most => most;

    public Overflow Overflow => overflow;

    public override string How => (most, letters) switch
    {
        (0, TextCase.Keep) => "text",
        (_, TextCase.Keep) => string.Create(CultureInfo.InvariantCulture, $"text of at most {most} characters"),
        _ => letters == TextCase.Upper ? "text in capitals" : "text in small letters",
    };

    public override ScalarKind Kind => kind;

    public override CodecFidelity Fidelity =>
        ascii ? CodecFidelity.Narrowed : letters != TextCase.Keep ? CodecFidelity.Normalised : CodecFidelity.Exact;

    public override string Why => ascii ? "written without accents" : letters != TextCase.Keep ? "written in one letter case" : "";

    public override Value Read(ReadOnlySpan<byte> text, int node, ReadRun run) =>
        text.IsEmpty ? Value.None : Value.Text(Encoding.UTF8.GetString(text));

    public override void Write(in Value value, Shape field, WriteRun run)
    {
        string text = value.Form == ValueForm.Text ? value.AsText : value.ToString();

        // Marks first: what one letter becomes may be two, of either case.
        if (ascii)
        {
            text = AsciiText.Of(text, out int lost);
            if (lost > 0)
            {
                run.Fault(TranslationIssues.NotWritable, field, $"{lost} signs have no counterpart in ASCII and are written as question marks");
            }
        }

        text = letters switch
        {
            TextCase.Upper => text.ToUpperInvariant(),
            TextCase.Lower => text.ToLowerInvariant(),
            _ => text,
        };
        if (most > 0 && text.Length > most)
        {
            if (overflow == Overflow.Reject)
            {
                run.Fault(TranslationIssues.TooLong, field, $"the value has {text.Length} characters, the field takes {most}");
                return;
            }

            run.Fault(TranslationIssues.Truncated, field, $"the value of {text.Length} characters was cut to {most}");
            int cut = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
            text = text[..cut];
        }

        if (kind == ScalarKind.Number)
        {
            EmitNumber(field, text, run);
            return;
        }

        run.Emit(field, text);
    }

    // A reference that the dictionary keeps as text, in a message that writes it as a bare number.
    private static void EmitNumber(Shape field, string text, WriteRun run)
    {
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
        {
            run.Emit(field, Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), ScalarKind.Number);
            return;
        }

        run.FaultOrDefault(TranslationIssues.NotWritable, field, "the field takes a number and the value is none");
    }
}
