using System.Globalization;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Year, month and day in fields of their own that make one date, as far as it is known.</summary>
/// <param name="asText">True when JSON holds the numbers as text.</param>
internal sealed class DatePartsField(bool asText) : FieldCodec
{
    public override string How => "year, month and day";

    public override CodecFidelity Fidelity => CodecFidelity.Exact;

    public override string Why => "";

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        Span<int> numbers = stackalloc int[3];
        for (int i = 0; i < numbers.Length; i++)
        {
            int node = Take(run, place, fields[i]);
            ReadOnlySpan<byte> text = node == 0 ? default : run.Tree.Text(node).Trim(" \t\r\n"u8);
            if (!text.IsEmpty && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return run.Fault(node, TranslationIssues.BadValue, $"{ReadRun.Quote(text)} is no year, month or day");
            }
        }

        (int year, int month, int day) = (numbers[0], numbers[1], numbers[2]);
        if (year == 0 && month == 0 && day == 0)
        {
            return Value.None;
        }

        bool sound = year is >= 1 and <= 9999 && month is >= 0 and <= 12 && (day == 0 || (month > 0 && day <= DateTime.DaysInMonth(year, month)));
        return sound
            ? Value.Date(new PartialDate(year, month, day))
            : run.Fault(place, TranslationIssues.BadValue, $"{year}-{month}-{day} is no date");
    }

    public override void Write(in Value value, int part, Shape field, WriteRun run)
    {
        if (value.Form != ValueForm.Date)
        {
            run.Fault(TranslationIssues.NotWritable, field, $"'{value}' is not a date");
            return;
        }

        PartialDate date = value.AsDate;
        int number = part switch { 0 => date.Year, 1 => date.Month, _ => date.Day };
        if (number > 0)
        {
            Span<byte> text = stackalloc byte[8];
            number.TryFormat(text, out int written, default, CultureInfo.InvariantCulture);
            run.Emit(field, text[..written], asText ? ScalarKind.Text : ScalarKind.Number);
        }
    }
}
