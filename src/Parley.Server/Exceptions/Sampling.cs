using System.Globalization;
using Parley.Engine.Evidence;
using Parley.Engine.Sharing;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>
/// Resolved exceptions that a second person looks at again. Which ones is drawn by a keyed hash of the exception: the same each time it is asked, at the rate that
/// desk.yaml gives, and not to be foreseen by who resolves.
/// </summary>
internal sealed class Sampling(Store store, Desk desk, WorkspaceHost workspace, CaseGate gate, CaseActs acts, ServerOptions options)
{
    private const int MostLookedAt = 5_000;
    private static readonly TimeSpan s_window = TimeSpan.FromDays(30);

    /// <summary>The drawn ones of the last thirty days that nobody has looked at, new to old.</summary>
    public async Task<List<Case>> WaitingAsync(IReadOnlyCollection<string>? within, int limit, CancellationToken cancellationToken)
    {
        long since = Clock.Microseconds(options.Time) - Clock.Microseconds(s_window);
        HashSet<(long, long)> looked = [.. (await store.Reader.SamplesAsync(since, cancellationToken)).Select(s => (s.Exception, s.Resolved))];
        List<Case> resolved = await desk.AllAsync(new CaseFilter { Within = within, ResolvedSince = since }, MostLookedAt, cancellationToken);
        return [.. resolved.Where(c => IsDrawn(c.Exception) && !looked.Contains((c.Exception.Id, c.Exception.Resolved!.Value))).Take(limit)];
    }

    /// <summary>Keeps what the second person found; when that disagrees, the exception is open again.</summary>
    public Task JudgeAsync(long id, Caller caller, bool agrees, string reason, CancellationToken cancellationToken) => gate.AloneAsync(
        id,
        caller,
        async one =>
        {
            await CheckAsync(one.Exception, caller, cancellationToken);
            await store.WriteAsync(Work(one.Exception, caller, agrees, reason), cancellationToken);
            return true;
        },
        cancellationToken);

    private async Task CheckAsync(ExceptionRow row, Caller caller, CancellationToken cancellationToken)
    {
        bool waits = IsDrawn(row) && (await store.Reader.SamplesAsync(row.Resolved!.Value, cancellationToken)).All(s => s.Exception != row.Id || s.Resolved != row.Resolved);
        if (!waits)
        {
            throw new ProblemException(new Problem(409, DeskIssues.NotInSample, $"It is {StatusText.Of(row.Status)}, and not drawn or looked at already.", "address: id"));
        }

        if (row.ResolvedBy == CaseGate.NameOf(caller))
        {
            throw new ProblemException(new Problem(403, DeskIssues.FourEyes, $"{row.ResolvedBy} resolved it.", "caller"));
        }
    }

    private bool IsDrawn(ExceptionRow row) =>
        row is { Status: ExceptionStatus.Corrected or ExceptionStatus.Resent or ExceptionStatus.Discarded, Resolved: not null }
        && row.Code != SharingIssues.EmergencyReview.Code
        && unchecked((ulong)store.Keys.Blind(string.Create(CultureInfo.InvariantCulture, $"sample {row.Id}"))) % 100 < (ulong)workspace.Current.Workspace.Desk.SamplePercent;

    private CaseNoteWork Work(ExceptionRow row, Caller caller, bool agrees, string reason)
    {
        CorrectedBy by = acts.NameOf(caller);
        long now = Clock.Microseconds(options.Time);
        CaseNoteRow note = new(store.Ids.Next(), row.Id, row.Exchange, now, by.Name, agrees ? "agree" : "disagree", null, reason);
        LedgerEntry entry = by.EntryOf(row.Exchange, agrees ? "resolution agreed" : "resolution disagreed, exception reopened", now);
        (Statement, SqlValue[]) sample = (Statements.InsertSample, [row.Id, row.Resolved, now, by.Name, agrees ? 1L : 0L]);
        return agrees ? new CaseNoteWork(note, row.Key, entry, sample) : new CaseNoteWork(note, row.Key, entry, [sample, .. Reopening(row)]);
    }

    private static IEnumerable<(Statement, SqlValue[])> Reopening(ExceptionRow row)
    {
        yield return (Statements.ReopenException, [row.Id, row.Resolved]);
        if (row.Status != ExceptionStatus.Discarded)
        {
            yield break;
        }

        // What was set aside with it waits again; what has gone out meanwhile has gone out.
        if (row.N is int n)
        {
            bool wasWithheld = row.Code.StartsWith("SHR", StringComparison.Ordinal);
            yield return (Statements.ReopenDelivery, [row.Exchange, (long)n, (long)(wasWithheld ? DeliveryStatus.Withheld : DeliveryStatus.Failed), (long)DeliveryStatus.Discarded]);
        }
        else
        {
            yield return (Statements.ReopenExchange, [row.Exchange]);
        }
    }
}
