using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Moments: local times of a named zone, or texts that say their offset. A text without a time becomes a date.</summary>
internal sealed class InstantCodec(TimePattern[] patterns, LocalZone? zone, bool withOffset) : ValueCodec
{
    public override string How =>
        "moment " + string.Join(" or ", patterns.Select(p => p.Text)) + (zone is null ? "" : " in " + zone.Name);

    public override CodecFidelity Fidelity => CodecFidelity.Normalised;

    public override string Why => "kept in UTC" + (patterns[0].IsIso || patterns[0].Text.Contains('s', StringComparison.Ordinal) ? "" : ", written without seconds");

    public TimePattern[] Patterns => patterns;

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
                return parts.HasTime
                    ? Moment(in parts, zone, node, run)
                    : Value.Date(new PartialDate(parts.Year, parts.Month, parts.Day));
            }
        }

        return run.Fault(node, TranslationIssues.BadValue, $"{ReadRun.Quote(text)} is no {How}");
    }

    public override void Write(in Value value, Shape field, WriteRun run)
    {
        Span<byte> text = stackalloc byte[64];
        TimeParts parts;
        TimePattern pattern = patterns[0];
        if (value.Form == ValueForm.Instant)
        {
            parts = Parts(value.AsInstant, zone, withOffset || (!pattern.IsIso && pattern.HasZone));
        }
        else if (value.Form == ValueForm.Date)
        {
            PartialDate date = value.AsDate;
            parts = new TimeParts { Year = date.Year, Month = date.Month, Day = date.Day, Offset = TimeParts.NoOffset };
            TimePattern? dateOnly = Array.Find(patterns, p => p.IsIso || (!p.HasTime && p.HasDay == (date.Day != 0)));
            if (dateOnly is null)
            {
                run.FaultOrDefault(TranslationIssues.NotWritable, field, $"the field has no form for {date}, whose time is not known");
                return;
            }

            pattern = dateOnly;
        }
        else
        {
            run.Fault(TranslationIssues.NotWritable, field, $"'{value}' is not a moment");
            return;
        }

        run.Emit(field, text[..pattern.Write(in parts, text)], ScalarKind.Text);
    }

    /// <summary>The moment that parts stand for, by their own offset or in the zone.</summary>
    internal static Value Moment(in TimeParts parts, LocalZone? zone, int node, ReadRun run)
    {
        DateTime local = parts.ToDateTime();
        if (parts.Offset != TimeParts.NoOffset)
        {
            long ticks = local.Ticks - (parts.Offset * TimeSpan.TicksPerMinute);
            return ticks is >= 0 and <= 3155378975999999999
                ? Value.Instant(new DateTime(ticks, DateTimeKind.Utc))
                : run.Fault(node, TranslationIssues.BadValue, "the moment is out of range");
        }

        if (zone is null)
        {
            return run.Fault(node, TranslationIssues.BadValue, "the time says no offset, and the translation names no zone");
        }

        DateTime? utc = zone.ToUtc(local, out bool repeated);
        if (utc is null)
        {
            return run.Fault(node, TranslationIssues.SkippedHour, $"{local:yyyy-MM-dd HH:mm} did not happen in {zone.Name}");
        }

        if (repeated)
        {
            run.Warn(node, TranslationIssues.RepeatedHour, $"{local:yyyy-MM-dd HH:mm} happened twice in {zone.Name}; the earlier was taken");
        }

        return Value.Instant(utc.Value);
    }

    /// <summary>The parts to write for a moment: in the zone where there is one, else in UTC.</summary>
    internal static TimeParts Parts(DateTime utc, LocalZone? zone, bool withOffset)
    {
        if (zone is null)
        {
            TimeParts universal = TimeParts.Of(utc);
            universal.Offset = 0;
            return universal;
        }

        TimeParts parts = TimeParts.Of(zone.ToLocal(utc, out int offset));
        parts.Offset = withOffset ? offset : TimeParts.NoOffset;
        return parts;
    }
}
