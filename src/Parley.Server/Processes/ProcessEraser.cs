using Parley.Engine.Processes;
using Parley.Server.Storage;
using Parley.Server.Tasks;

namespace Parley.Server.Processes;

/// <summary>
/// Erases the content of instances: of those that took something from an exchange that has been erased, and of those that ended long enough ago. Keys first, as
/// everywhere; each step may be repeated.
/// </summary>
internal sealed class ProcessEraser(ProcessRunner runner, ProcessTools tools, HumanTasks tasks)
{
    private const int AtOnce = 200;

    // What a hold keeps is looked at again as often.
    private static readonly TimeSpan s_holdsLooked = TimeSpan.FromMinutes(1);

    // For so long one that has ended may still carry out what its end asks for: tell who runs it, take tasks back.
    private static readonly TimeSpan s_settle = TimeSpan.FromMinutes(1);

    // What is forgotten of how instances fared, is now and again.
    private static readonly TimeSpan s_lifecycle = TimeSpan.FromHours(1);

    private DateTimeOffset _lifecycle;
    private (long Changed, long Id) _place;
    private bool _keptByHolds;
    private DateTimeOffset _looked;
    private int _holds;

    /// <summary>Erases what was taken from exchanges that have been erased. What still has to come to rest is left to the next pass.</summary>
    public async Task EraseTakenAsync(CancellationToken cancellationToken)
    {
        long after = 0;
        while (await tools.Store.Reader.ErasedHoldersAsync(after, AtOnce, cancellationToken) is { Count: > 0 } holders)
        {
            foreach ((long holder, bool isEvent, long exchange) in holders)
            {
                await (isEvent ? EraseEventAsync(holder, cancellationToken) : EraseTakenAsync(holder, exchange, cancellationToken));
            }

            after = holders[^1].Holder;
        }
    }

    /// <summary>
    /// Erases a page of instances that ended longer ago than <c>keep-ended</c>; true when there are more. One that took something from an exchange that a legal
    /// hold keeps is kept as long as the hold.
    /// </summary>
    public async Task<bool> EraseOldAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = tools.Time.GetUtcNow();
        if (now > _lifecycle + s_lifecycle)
        {
            await tools.Store.WriteAsync(new StatementWork(Statements.DropLifecycle, tools.OldestEvent), cancellationToken);
            _lifecycle = now;
        }

        if (_place == default && _keptByHolds && now < _looked + s_holdsLooked && tools.Store.Holds.Count >= _holds)
        {
            return false;
        }

        long before = Clock.Microseconds(now - tools.Rules.KeepEnded);
        List<ProcessRow> rows = await tools.Store.Reader.EndedProcessesAsync(before, _place, AtOnce, cancellationToken);
        HashSet<long> held = await HeldAsync(rows, cancellationToken);
        ProcessRow[] free = [.. rows.Where(r => !held.Contains(r.Id))];
        if (free.Length > 0)
        {
            await EraseAsync(free, "it ended longer ago than such instances are kept", cancellationToken);
        }

        _keptByHolds = held.Count > 0 || (_place != default && _keptByHolds);
        (_looked, _holds) = (now, tools.Store.Holds.Count);
        _place = rows.Count == AtOnce ? (rows[^1].Changed, rows[^1].Id) : default;
        return rows.Count == AtOnce;
    }

    private async Task<HashSet<long>> HeldAsync(List<ProcessRow> rows, CancellationToken cancellationToken)
    {
        List<(long, ExchangeRow)> taken = [];
        foreach (ProcessRow row in tools.Store.Holds.Count == 0 ? [] : rows)
        {
            foreach (long exchange in await tools.Store.Reader.ProcessExchangesAsync(row.Id, cancellationToken))
            {
                if (await tools.Store.Reader.ExchangeAsync(exchange, cancellationToken) is { } found)
                {
                    taken.Add((row.Id, found));
                }
            }
        }

        HeldProcessesWork work = new(taken);
        if (taken.Count > 0)
        {
            await tools.Store.WriteAsync(work, cancellationToken);
        }

        return work.Held;
    }

    private async Task EraseEventAsync(long id, CancellationToken cancellationToken)
    {
        if (await tools.Store.Reader.ProcessEventKeyAsync(id, cancellationToken) is long key)
        {
            tools.Store.Keys.Erase([key]);
        }

        foreach (Statement statement in (Statement[])[Statements.EraseProcessEventChannels, Statements.EraseProcessEvent, Statements.DeleteProcessExchanges])
        {
            await tools.Store.WriteAsync(new StatementWork(statement, id), cancellationToken);
        }
    }

    private async Task EraseTakenAsync(long id, long exchange, CancellationToken cancellationToken)
    {
        ProcessRow? row = await tools.Store.Reader.ProcessAsync(id, cancellationToken);
        if (row is { IsEnded: false, Erased: null })
        {
            await runner.PostAsync(id, done => new Arrival.GiveUp { Done = done }, cancellationToken);
            row = await tools.Store.Reader.ProcessAsync(id, cancellationToken);
        }

        if (row is null or { Erased: not null })
        {
            await tools.Store.WriteAsync(new StatementWork(Statements.DeleteProcessExchanges, id), cancellationToken);
        }
        else if (IsAtRest(row))
        {
            await TellParentAsync(row, cancellationToken);
            await EraseTasksAsync(PublicId.Process(id), cancellationToken);
            await EraseAsync([row], $"{PublicId.Exchange(exchange)} was erased, of which it held something", cancellationToken);
        }
    }

    // One that is put aside although it was to end cannot be stepped at all.
    private bool IsAtRest(ProcessRow row) => row.Parked is not null
        || (row.IsEnded && (row.Pending == 0 || row.Changed < Clock.Microseconds(tools.Time.GetUtcNow() - s_settle)));

    // Whoever runs one that cannot tell it of its end hears of it here, and does not wait for ever.
    private async Task TellParentAsync(ProcessRow row, CancellationToken cancellationToken)
    {
        if (row is { Parent: long parent, ParentKey: string key } && (!row.IsEnded || row.Pending > 0))
        {
            ProcessAnswer answer = ProcessAnswer.Failed(ProcessErrorTypes.Runtime, "The process was cancelled");
            await runner.PostAsync(parent, done => new Arrival.Happened(at => answer.ToEvent(key, at)) { Done = done }, cancellationToken);
        }
    }

    // A person was given what the instance held. What the ledger says of the task stays, and who did it when.
    private async Task EraseTasksAsync(string instance, CancellationToken cancellationToken)
    {
        foreach ((long id, string key, long keyNumber, bool isOwnKey) in await tools.Store.Reader.TasksOfProcessAsync(instance, cancellationToken))
        {
            await tasks.CancelAsync(AskPersonFunction.Origin, key, cancellationToken);
            if (isOwnKey)
            {
                tools.Store.Keys.Erase([keyNumber]);
            }

            await tools.Store.WriteAsync(new StatementWork(Statements.EraseTask, id), cancellationToken);
            await tools.Store.WriteAsync(new StatementWork(Statements.EraseTaskEvents, id), cancellationToken);
        }
    }

    private async Task EraseAsync(IReadOnlyList<ProcessRow> rows, string why, CancellationToken cancellationToken)
    {
        tools.Store.Keys.Erase([.. rows.Select(r => r.Key)]);
        await tools.Store.WriteAsync(new EraseProcessesWork(tools, rows, why), cancellationToken);
    }
}
