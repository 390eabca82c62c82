using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>A date in one field and a time in another that make one moment. Without the time it stays a date.</summary>
internal sealed class DateTimeField(TimePattern[] dates, TimePattern[] times, LocalZone? zone) : FieldCodec
{
    public TimePattern[] Times => times;

    public override string How => $"date {dates[0].Text} and time {times[0].Text}{(zone is null ? "" : " in " + zone.Name)}";

    public override CodecFidelity Fidelity => CodecFidelity.Normalised;

    public override string Why => "kept in UTC";

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        int dateNode = Take(run, place, fields[0]);
        int timeNode = Take(run, place, fields[1]);
        ReadOnlySpan<byte> date = dateNode == 0 ? default : run.Tree.Text(dateNode).Trim(" \t\r\n"u8);
        ReadOnlySpan<byte> time = timeNode == 0 ? default : run.Tree.Text(timeNode).Trim(" \t\r\n"u8);
        if (date.IsEmpty)
        {
            return time.IsEmpty ? Value.None : run.Fault(timeNode, TranslationIssues.BadValue, "there is a time without a date");
        }

        if (!TryRead(dates, date, out TimeParts parts) || parts.Year == 0)
        {
            return run.Fault(dateNode, TranslationIssues.BadValue, $"{ReadRun.Quote(date)} is no date {dates[0].Text}");
        }

        if (time.IsEmpty)
        {
            return Value.Date(new PartialDate(parts.Year, parts.Month, parts.Day));
        }

        if (!TryRead(times, time, out TimeParts clock))
        {
            return run.Fault(timeNode, TranslationIssues.BadValue, $"{ReadRun.Quote(time)} is no time {times[0].Text}");
        }

        parts.Hour = clock.Hour;
        parts.Minute = clock.Minute;
        parts.Second = clock.Second;
        parts.Fraction = clock.Fraction;
        parts.Offset = clock.Offset;
        parts.HasTime = true;
        return InstantCodec.Moment(in parts, zone, dateNode, run);
    }

    public override void Write(in Value value, int part, Shape field, WriteRun run)
    {
        TimeParts parts;
        if (value.Form == ValueForm.Instant)
        {
            parts = InstantCodec.Parts(value.AsInstant, zone, times[0].HasZone && !times[0].IsIso);
        }
        else if (value.Form == ValueForm.Date)
        {
            PartialDate date = value.AsDate;
            parts = new TimeParts { Year = date.Year, Month = date.Month, Day = date.Day, Offset = TimeParts.NoOffset };
        }
        else
        {
            run.Fault(TranslationIssues.NotWritable, field, $"'{value}' is not a moment");
            return;
        }

        if (part == 1)
        {
            if (!parts.HasTime)
            {
                return;
            }

            parts.Year = parts.Month = parts.Day = 0;
        }
        else
        {
            parts.HasTime = false;
        }

        TimePattern[] patterns = part == 0 ? dates : times;
        TimePattern pattern = Array.Find(patterns, p => part == 1 || p.IsIso || (p.HasDay == (parts.Day != 0) && p.HasMonth == (parts.Month != 0))) ?? patterns[0];
        Span<byte> text = stackalloc byte[64];
        run.Emit(field, text[..pattern.Write(in parts, text)], ScalarKind.Text);
    }

    private static bool TryRead(TimePattern[] patterns, ReadOnlySpan<byte> text, out TimeParts parts)
    {
        foreach (TimePattern pattern in patterns)
        {
            if (pattern.TryRead(text, out parts))
            {
                return true;
            }
        }

        parts = default;
        return false;
    }
}
