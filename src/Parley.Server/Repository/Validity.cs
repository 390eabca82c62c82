using Parley.Engine.Dictionary;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>From when to when a record says that it is true.</summary>
internal static class Validity
{
    private static readonly string[] s_from = ["validFrom", "occurredFrom", "from", "startsAt", "startedAt", "startsOn", "startTime"];
    private static readonly string[] s_to = ["validTo", "occurredTo", "to", "endedAt", "endsOn", "endTime"];

    /// <summary>The time of validity, microseconds since 1970; null where the record does not say.</summary>
    public static (long? From, long? To) Of(Record record) => (Find(record, s_from), Find(record, s_to));

    private static long? Find(Record record, string[] names)
    {
        foreach (string name in names)
        {
            Value value = record[name];
            if (value.Form is ValueForm.Instant or ValueForm.Date)
            {
                DateTime moment = value.Form == ValueForm.Instant ? value.AsInstant : value.AsDate.Earliest.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
                return Clock.Microseconds(moment);
            }
        }

        return null;
    }
}
