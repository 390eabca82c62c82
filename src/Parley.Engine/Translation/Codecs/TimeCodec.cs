using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Times of day.</summary>
internal sealed class TimeCodec(TimePattern[] patterns) : ValueCodec
{
    public override string How => "time " + string.Join(" or ", patterns.Select(p => p.Text));

    public override CodecFidelity Fidelity => patterns.Length == 1 ? CodecFidelity.Exact : CodecFidelity.Normalised;

    public override Value Read(ReadOnlySpan<byte> text, int node, ReadRun run)
    {
        ReadOnlySpan<byte> trimmed = Trim(text);
        if (trimmed.IsEmpty)
        {
            return Value.None;
        }

        foreach (TimePattern pattern in patterns)
        {
            if (pattern.TryRead(trimmed, out TimeParts parts) && parts.HasTime)
            {
                return Value.Time(new TimeOnly(parts.Hour, parts.Minute, parts.Second).Add(TimeSpan.FromTicks(parts.Fraction)));
            }
        }

        return run.Fault(node, TranslationIssues.BadValue, $"{ReadRun.Quote(text)} is no {How}");
    }

    public override void Write(in Value value, Shape field, WriteRun run)
    {
        if (value.Form != ValueForm.Time)
        {
            run.Fault(TranslationIssues.NotWritable, field, $"'{value}' is not a time of day");
            return;
        }

        TimeOnly time = value.AsTime;
        TimeParts parts = new()
        {
            Hour = time.Hour,
            Minute = time.Minute,
            Second = time.Second,
            Fraction = (int)(time.Ticks % TimeSpan.TicksPerSecond),
            Offset = TimeParts.NoOffset,
            HasTime = true,
        };
        Span<byte> text = stackalloc byte[64];
        run.Emit(field, text[..patterns[0].Write(in parts, text)], ScalarKind.Text);
    }
}
