using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>
/// The queue of exceptions. Whose task each is, how urgent and when due is worked out when it is asked for, by the workspace in use: nothing of it is stored
/// twice, taking a message costs nothing more, and a changed rule holds at once.
/// </summary>
internal sealed class Desk(Store store, WorkspaceHost workspace, ServerOptions options)
{
    private const int Stretch = 500;
    private const int MostLookedAt = 5_000;

    /// <summary>One exception, or null.</summary>
    public async Task<Case?> FindAsync(long id, CancellationToken cancellationToken) =>
        await store.Reader.CaseAsync(id, cancellationToken) is CaseRow row ? Of(row) : null;

    /// <summary>A page of cases, new to old.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="limit">The most of them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The cases, and the key after which the next page begins; null on the last. A page may be short and not the last: then few of many fitted.</returns>
    public async Task<(List<Case> Cases, long? Next)> ListAsync(DeskFilter filter, int limit, CancellationToken cancellationToken)
    {
        List<Case> found = [];
        long before = filter.Store.Before;
        bool isPlain = filter is { Whose: null, Overdue: null };
        int stretch = isPlain ? limit : Stretch;
        for (int looked = 0; looked < MostLookedAt; looked += stretch)
        {
            List<CaseRow> rows = await store.Reader.CasesAsync(filter.Store with { Before = before }, stretch, cancellationToken);
            foreach (Case one in rows.Select(Of).Where(filter.Takes))
            {
                found.Add(one);
                if (found.Count == limit)
                {
                    return (found, one.Exception.Id);
                }
            }

            if (rows.Count < stretch)
            {
                return (found, null);
            }

            before = rows[^1].Exception.Id;
        }

        return (found, before);
    }

    /// <summary>All cases of a filter, page by page, up to a number.</summary>
    public async Task<List<Case>> AllAsync(CaseFilter filter, int most, CancellationToken cancellationToken)
    {
        List<Case> all = [];
        while (true)
        {
            List<CaseRow> rows = await store.Reader.CasesAsync(filter, Math.Min(Stretch, most - all.Count), cancellationToken);
            all.AddRange(rows.Select(Of));
            if (rows.Count < Stretch || all.Count >= most)
            {
                return all;
            }

            filter = filter with { Before = rows[^1].Exception.Id };
        }
    }

    /// <summary>A stored case with what is worked out of it.</summary>
    public Case Of(CaseRow row)
    {
        LoadedWorkspace loaded = workspace.Current.Workspace;
        ExceptionRow exception = row.Exception;
        Responsibility whose = TaskRules.Of(loaded, row);
        string? system = TaskRules.SystemOf(row, whose);
        DeskLimit limit = loaded.Desk.LimitOf(exception.Code, exception.Source, row.SubjectType, exception.Severity);
        long now = Clock.Microseconds(options.Time);
        long due = DueOf(limit, exception.Opened, loaded);
        return new Case
        {
            Row = row,
            Whose = whose,
            TaskSystem = system,
            TaskOrganisation = system is null ? loaded.Installation.Organisation : loaded.Systems.GetValueOrDefault(system)?.Organisation ?? exception.Organisation,
            Prevention = Prevention.Of(exception.Code, exception.Issues),
            Urgency = limit.Urgency,
            Due = due,
            IsOverdue = exception.Status == ExceptionStatus.Open && due < now,
            HeldBy = exception.Status == ExceptionStatus.Open && row.LockUntil > now ? row.LockBy : null,
        };
    }

    // In a year whose holidays nobody knows yet days are counted by the clock: it is due sooner, never later.
    private static long DueOf(DeskLimit limit, long opened, LoadedWorkspace loaded)
    {
        DateTimeOffset moment = Clock.Moment(opened);
        return limit.WorkingDays is int days && loaded.Calendars.Default.DueAfter(moment, days, new IssueSink()) is DateTimeOffset due
            ? Clock.Microseconds(due)
            : opened + Clock.Microseconds(limit.Due ?? TimeSpan.FromDays(limit.WorkingDays ?? 0));
    }
}
