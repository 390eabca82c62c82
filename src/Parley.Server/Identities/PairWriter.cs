using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>
/// Brings the stored pairs into line with the index, behind it: one piece of work after the other. What the store does not take now is written with what comes next; the
/// index has it already, and the next start would find it again.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="takeDead">Gives stored rows that newer ones have taken the place of, when there are at least so many; each once.</param>
/// <param name="log">Where faults are told.</param>
internal sealed class PairWriter(Store store, Func<int, long[]> takeDead, ILogger log)
{
    /// <summary>The most rows of one transaction.</summary>
    public const int RowsAtOnce = 5000;

    private readonly List<IdentityPairRow> _unwritten = [];
    private readonly AsyncLock _alone = new();

    /// <summary>Writes what has changed, and what could not be written before.</summary>
    public Task WriteAsync(List<IdentityPairRow> rows, CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            _unwritten.AddRange(rows);
            while (_unwritten.Count > 0)
            {
                IdentityPairRow[] some = [.. _unwritten.Take(RowsAtOnce)];
                await store.WriteAsync(new PairWork(some), cancellationToken);
                _unwritten.RemoveRange(0, some.Length);
            }
        },
        cancellationToken);

    /// <summary>Removes dead rows from so many up; only once every row that took a place is durable: before that the old one is all there is.</summary>
    public Task SweepAsync(int from, CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            // Those that the store does not remove now the next start finds dead again.
            while (_unwritten.Count == 0 && takeDead(from) is { Length: > 0 } some)
            {
                await store.WriteAsync(new PairSweepWork(some), cancellationToken);
            }
        },
        cancellationToken);

    private async Task AloneAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        using (await _alone.EnterAsync(cancellationToken))
        {
            try
            {
                await act();
            }
            catch (StoreUnavailableException failure)
            {
                Log.IdentitiesNotWritten(log, failure);
            }
        }
    }
}
