using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>What begins and ends does so in this order.</summary>
internal sealed class EndBeforeStart : BundleRule
{
    private static readonly (string Start, string End)[] Pairs =
    [
        ("occurredFrom", "occurredTo"), ("from", "to"), ("from", "until"), ("startedAt", "endedAt"), ("startsOn", "endsOn"),
        ("recordedFrom", "recordedTo"), ("searchStarted", "searchEnded"), ("issuedOn", "expiresOn"), ("arrestedAt", "releasedAt"),
        ("assignedAt", "clearedAt"), ("reportedAt", "closedAt"), ("lastSeenAt", "foundAt"),
    ];

    /// <inheritdoc/>
    public override void Check(Bundle bundle, int record, DateOnly today, IssueSink issues)
    {
        Record subject = bundle.Records[record];
        foreach ((string start, string end) in Pairs)
        {
            if (IsAfter(subject[start], subject[end]))
            {
                issues.Add(BundleIssues.EndBeforeStart, $"'{end}' is before '{start}'", path: $"{PathOf(bundle, record)}.{end}");
            }
        }
    }

    private static bool IsAfter(in Value start, in Value end) => (start.Form, end.Form) switch
    {
        (ValueForm.Instant, ValueForm.Instant) => start.AsInstant > end.AsInstant,
        (ValueForm.Date, ValueForm.Date) => Validation.DateRules.First(start) > Validation.DateRules.Last(end),
        _ => false,
    };
}
