using Parley.Engine.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// Erases the content of instances: of those that took something from an exchange that has been erased, and of those that ended long enough ago. Keys first, as
/// everywhere; each step may be repeated.
/// </summary>
internal sealed class ProcessEraser(ProcessRunner runner, ProcessTools tools)
{
    private const int AtOnce = 200;

    // For so long one that has ended may still carry out what its end asks for: tell who runs it, take tasks back.
    private static readonly TimeSpan s_settle = TimeSpan.FromMinutes(1);

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

    /// <summary>Erases a page of instances that ended longer ago than <c>keep-ended</c>; true when there are more.</summary>
    public async Task<bool> EraseOldAsync(CancellationToken cancellationToken)
    {
        long before = ProcessEntries.Microseconds(tools.Time.GetUtcNow() - tools.Rules.KeepEnded);
        List<ProcessRow> rows = await tools.Store.Reader.EndedProcessesAsync(before, AtOnce, cancellationToken);
        if (rows.Count > 0)
        {
            await EraseAsync(rows, "it ended longer ago than such instances are kept", cancellationToken);
        }

        return rows.Count == AtOnce;
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
            await EraseAsync([row], $"{PublicId.Exchange(exchange)} was erased, of which it held something", cancellationToken);
        }
    }

    // One that is put aside although it was to end cannot be stepped at all.
    private bool IsAtRest(ProcessRow row) => row.Parked is not null
        || (row.IsEnded && (row.Pending == 0 || row.Changed < ProcessEntries.Microseconds(tools.Time.GetUtcNow() - s_settle)));

    // Whoever runs one that cannot tell it of its end hears of it here, and does not wait for ever.
    private async Task TellParentAsync(ProcessRow row, CancellationToken cancellationToken)
    {
        if (row is { Parent: long parent, ParentKey: string key } && (!row.IsEnded || row.Pending > 0))
        {
            ProcessAnswer answer = ProcessAnswer.Failed(ProcessErrorTypes.Runtime, "The process was cancelled");
            await runner.PostAsync(parent, done => new Arrival.Happened(at => answer.ToEvent(key, at)) { Done = done }, cancellationToken);
        }
    }

    private async Task EraseAsync(IReadOnlyList<ProcessRow> rows, string why, CancellationToken cancellationToken)
    {
        tools.Store.Keys.Erase([.. rows.Select(r => r.Key)]);
        await tools.Store.WriteAsync(new EraseProcessesWork(tools, rows, why), cancellationToken);
    }
}
