using System.Globalization;
using System.Text.Json;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Quality;

/// <summary>Quality as the API shows it.</summary>
internal static class QualityJson
{
    /// <summary>Writes one finding.</summary>
    public static void WriteFinding(Utf8JsonWriter writer, FindingRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Finding(row.Id));
        writer.WriteString("code"u8, row.Code);
        writer.WriteString("kind"u8, row.Kind);
        writer.WriteString("task"u8, row.Task);
        writer.WriteString("system"u8, row.System);
        writer.WriteString("type"u8, row.Type);
        writer.WriteString("record"u8, PublicId.Record(row.Record));
        if (row.Attribute.Length > 0)
        {
            writer.WriteString("attribute"u8, row.Attribute);
        }

        if (row.Other is long other)
        {
            writer.WriteString("other"u8, PublicId.Record(other));
            writer.WriteString("otherSystem"u8, row.OtherSystem);
        }

        writer.WriteString("exchange"u8, PublicId.Exchange(row.Exchange));
        writer.WriteString("opened"u8, Clock.Moment(row.Opened));
        ActJson.WriteMoment(writer, "closed", row.Closed);
        writer.WriteEndObject();
    }

    /// <summary>Writes the sources with their days and their open findings.</summary>
    public static void WriteSummary(
        Utf8JsonWriter writer, IReadOnlyList<QualityDayRow> days, IReadOnlyList<(string System, string Code, string Kind, string Task, long Count)> open,
        IReadOnlyList<(string System, long Day)> last, IReadOnlyList<FindingRow> received, long today)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("sources"u8);
        foreach ((string system, long lastDay) in last)
        {
            writer.WriteStartObject();
            writer.WriteString("system"u8, system);
            writer.WriteString("lastDay"u8, DayText(lastDay));
            writer.WriteNumber("silentDays"u8, today - lastDay);
            QualityDayRow[] own = [.. days.Where(d => d.System == system)];
            WriteCounts(writer, own.Sum(d => d.Records), own.Sum(d => d.Sound));
            writer.WriteStartArray("days"u8);
            foreach (QualityDayRow day in own)
            {
                WriteDay(writer, day);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("open"u8);
            foreach ((_, string code, string kind, string task, long count) in open.Where(o => o.System == system))
            {
                writer.WriteStartObject();
                writer.WriteString("code"u8, code);
                writer.WriteString("kind"u8, kind);
                writer.WriteString("task"u8, task);
                writer.WriteNumber("count"u8, count);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteReceived(writer, received);
        writer.WriteEndObject();
    }

    // What is open about records that were given to the caller's systems, and is their task.
    private static void WriteReceived(Utf8JsonWriter writer, IReadOnlyList<FindingRow> received)
    {
        writer.WriteStartArray("received"u8);
        foreach (((string system, string code, string kind), int count) in received.CountBy(f => (f.System, f.Code, f.Kind)).OrderBy(g => $"{g.Key.System} {g.Key.Code}", StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("system"u8, system);
            writer.WriteString("code"u8, code);
            writer.WriteString("kind"u8, kind);
            writer.WriteNumber("count"u8, count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteDay(Utf8JsonWriter writer, QualityDayRow day)
    {
        writer.WriteStartObject();
        writer.WriteString("day"u8, DayText(day.Day));
        WriteCounts(writer, day.Records, day.Sound);
        for (int i = 0; i < QualityKinds.All.Count; i++)
        {
            writer.WriteNumber(QualityKinds.All[i], day.Kinds[i]);
        }

        writer.WriteEndObject();
    }

    private static string DayText(long day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // The score is the share of versions without a finding, in percent.
    private static void WriteCounts(Utf8JsonWriter writer, long records, long sound)
    {
        writer.WriteNumber("records"u8, records);
        writer.WriteNumber("sound"u8, sound);
        if (records > 0)
        {
            writer.WriteNumber("score"u8, Math.Round(100.0 * sound / records, 1));
        }
    }
}
