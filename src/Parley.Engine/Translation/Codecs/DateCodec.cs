using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Calendar dates in one of several patterns; partial dates take the pattern that has just their parts.</summary>
internal sealed class DateCodec(TimePattern[] patterns) : ValueCodec
{
    public override string How => "date " + string.Join(" or ", patterns.Select(p => p.Text));

    public override CodecFidelity Fidelity => patterns.Length == 1 || TakesPartial ? CodecFidelity.Exact : CodecFidelity.Normalised;

    public override string Why => Fidelity == CodecFidelity.Exact ? "" : $"written as {patterns[0].Text}";

    private bool TakesPartial => patterns.Any(p => p.IsIso || !p.HasDay);

    public override Value Read(ReadOnlySpan<byte> text, int node, ReadRun run)
    {
        ReadOnlySpan<byte> trimmed = Trim(text);
        if (trimmed.IsEmpty)
        {
            return Value.None;
        }

        foreach (TimePattern pattern in patterns)
        {
            if (pattern.TryRead(trimmed, out TimeParts parts) && parts.Year != 0)
            {
                return Value.Date(new PartialDate(parts.Year, parts.Month, parts.Day));
            }
        }

        return run.Fault(node, TranslationIssues.BadValue, $"{ReadRun.Quote(text)} is no {How}");
    }

    public override void Write(in Value value, Shape field, WriteRun run)
    {
        PartialDate date;
        switch (value.Form)
        {
            case ValueForm.Date:
                date = value.AsDate;
                break;
            case ValueForm.Instant:
                DateTime day = value.AsInstant;
                date = new PartialDate(day.Year, day.Month, day.Day);
                break;
            default:
                run.Fault(TranslationIssues.NotWritable, field, $"'{value}' is not a date");
                return;
        }

        foreach (TimePattern pattern in patterns)
        {
            if (pattern.IsIso || (pattern.HasDay == (date.Day != 0) && pattern.HasMonth == (date.Month != 0)))
            {
                TimeParts parts = new() { Year = date.Year, Month = date.Month, Day = date.Day, Offset = TimeParts.NoOffset };
                Span<byte> text = stackalloc byte[64];
                run.Emit(field, text[..pattern.Write(in parts, text)], ScalarKind.Text);
                return;
            }
        }

        run.FaultOrDefault(TranslationIssues.NotWritable, field, $"the field has no form for the partial date {date}");
    }
}
