using System.Globalization;
using Parley.Engine.Dictionary;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>
/// Finds what has come up under the retention rules. Each exchange is looked at once, in order of its coming, and its date kept in a table of
/// its own: a pass costs the same however much is stored, and holds up nothing.
/// </summary>
internal sealed class RetentionKeeper(Store store, StoredBundles bundles, WorkspaceHost workspace, RecordActs acts, ServerOptions options)
{
    private const string Cursor = "retention";
    private const int LookedAtOnce = 500;
    private const int DueAtOnce = 100;

    /// <summary>Exchanges younger than this are left alone: no rule's period is shorter, and their journey is over by then.</summary>
    private static readonly TimeSpan s_settle = TimeSpan.FromHours(1);

    /// <summary>One pass, bounded; true when there is more to do at once.</summary>
    public async Task<bool> PassAsync(CancellationToken cancellationToken)
    {
        int looked = await LookAsync(cancellationToken);
        List<RetentionRow> due = await store.Reader.DueAsync(Clock.Microseconds(options.Time), DueAtOnce, cancellationToken);
        foreach (RetentionRow row in due)
        {
            await TakeUpAsync(row, cancellationToken);
        }

        return looked == LookedAtOnce || due.Count == DueAtOnce;
    }

    /// <summary>The rule of an exchange about a subject, or null.</summary>
    public static RetentionRule? RuleFor(RetentionDefinition definition, Record? subject) => definition.Rules.FirstOrDefault(r =>
        (r.Group is null || (subject is not null && subject["retentionGroup"].ToString() == r.Group))
        && (r.Types.Count == 0 || (subject is not null && r.Types.Contains(subject.Type.Name, StringComparer.Ordinal)))
        && r.Where.All(w => subject is not null && subject[w.Key].Values is var values && HasOne(values, w.Value)));

    private static bool HasOne(ReadOnlySpan<Value> values, IReadOnlyList<string> wanted)
    {
        foreach (Value value in values)
        {
            if (wanted.Contains(value.ToString(), StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static DateTime BaseOf(RetentionRule rule, ExchangeRow row, Record? subject)
    {
        Value value = rule.Base == RetentionRule.Received || subject is null ? Value.None : subject[rule.Base];
        return !value.IsNone && DateTime.TryParse(
            value.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out DateTime moment)
                ? moment
                : Clock.Moment(row.Received);
    }

    /// <summary>Works the dates of further exchanges out; begins anew when the workspace, and so perhaps a rule, has changed.</summary>
    private async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        string[] cursor = (await store.Reader.CursorAsync(Cursor, cancellationToken))?.Split(' ') ?? [];
        string version = workspace.Current.Workspace.Version;
        long after = cursor is [string at, string of] && of == version ? long.Parse(at, CultureInfo.InvariantCulture) : 0;
        long before = IdGenerator.Floor(options.Time.GetUtcNow() - s_settle);
        List<ExchangeRow> rows = await store.Reader.ExchangesAfterAsync(after, before, LookedAtOnce, cancellationToken);
        if (rows.Count == 0)
        {
            return 0;
        }

        List<RetentionRow> dates = [];
        foreach (ExchangeRow row in rows.Where(r => r.Status != ExchangeStatus.Erased && r.Content is not null))
        {
            if (await DateAsync(row, cancellationToken) is RetentionRow date)
            {
                dates.Add(date);
            }
        }

        await store.WriteAsync(
            new RetentionWork(dates, Cursor, string.Create(CultureInfo.InvariantCulture, $"{rows[^1].Id} {version}")), cancellationToken);
        return rows.Count;
    }

    private async Task<RetentionRow?> DateAsync(ExchangeRow row, CancellationToken cancellationToken)
    {
        Record? subject = await SubjectAsync(row, cancellationToken);
        RetentionRule? rule = RuleFor(workspace.Current.Workspace.Retention, subject);
        if (rule is null)
        {
            return null;
        }

        DateTime begins = BaseOf(rule, row, subject);
        return new RetentionRow(
            row.Id, rule.Id, Clock.Microseconds(begins), Clock.Microseconds(rule.Period.After(begins)), row.Reference is string text ? store.Keys.Blind(text) : null);
    }

    private async Task<Record?> SubjectAsync(ExchangeRow row, CancellationToken cancellationToken) =>
        (await bundles.ReadAsync(row, Disclosure.PermitTranslation(), cancellationToken))?.Subject;

    /// <summary>What has come up becomes a review, or is erased where its rule needs nobody; a hold or a later message about the subject puts it off.</summary>
    private async Task TakeUpAsync(RetentionRow date, CancellationToken cancellationToken)
    {
        ExchangeRow? row = await store.Reader.ExchangeAsync(date.Exchange, cancellationToken);
        RetentionRule? rule = workspace.Current.Workspace.Retention.Rules.FirstOrDefault(r => r.Id == date.Rule);
        if (row is null || row.Status == ExchangeStatus.Erased || rule is null)
        {
            await store.WriteAsync(new StatementWork(Statements.SetRetentionState, date.Exchange, 2L, date.Due), cancellationToken);
            return;
        }

        if (await PutOffAsync(date, rule, row, cancellationToken) is long later)
        {
            await store.WriteAsync(new StatementWork(Statements.SetRetentionState, date.Exchange, 0L, later), cancellationToken);
            return;
        }

        if (rule is { Unattended: true, Action: RetentionAction.Erase })
        {
            await EraseAsync(row, rule, cancellationToken);
            return;
        }

        await store.WriteAsync(new OpenReviewWork(store.Ids.Next(), date), cancellationToken);
    }

    private async Task EraseAsync(ExchangeRow row, RetentionRule rule, CancellationToken cancellationToken)
    {
        string organisation = workspace.Current.Workspace.Systems.TryGetValue(row.System, out SystemDefinition? system) ? system.Organisation : "";
        try
        {
            await acts.EraseAsync(
                row, new ActRequest("platform", organisation, $"retention rule {rule.Id}: {rule.Period} after {rule.Base}") { Origin = "retention:" + rule.Id }, cancellationToken);
        }
        catch (ProblemException)
        {
            // A hold came in between: it is looked at again tomorrow.
            await store.WriteAsync(new StatementWork(Statements.SetRetentionState, row.Id, 0L, Tomorrow()), cancellationToken);
        }
    }

    private async Task<long?> PutOffAsync(RetentionRow date, RetentionRule rule, ExchangeRow row, CancellationToken cancellationToken)
    {
        if (store.Holds.On(row.Id, row.SubjectType, date.Subject) is not null)
        {
            return Tomorrow();
        }

        if (rule.Reset == RetentionReset.Subject && date.Subject is long subject
            && await store.Reader.LatestBaseAsync(subject, cancellationToken) is long latest && latest > date.Base)
        {
            long due = Clock.Microseconds(rule.Period.After(Clock.Moment(latest)));
            return due > Clock.Microseconds(options.Time) ? due : null;
        }

        return null;
    }

    private long Tomorrow() => Clock.Microseconds(options.Time) + Clock.Microseconds(TimeSpan.FromDays(1));
}
