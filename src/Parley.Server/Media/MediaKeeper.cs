using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// Looks after objects behind the flow: has those that wait settled, ends uploads that nobody goes on with, erases what no record refers to any more or ever has,
/// and finishes ends that were cut short.
/// </summary>
internal sealed class MediaKeeper : PeriodicService
{
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);

    private readonly MediaAgenda _agenda;
    private readonly MediaSettler _settler;
    private readonly MediaEnds _ends;
    private readonly MediaReview _review;
    private readonly MediaSweep _sweep;

    public MediaKeeper(MediaAgenda agenda, MediaSettler settler, MediaEnds ends, MediaReview review, MediaSweep sweep, ServerOptions options, ILogger<MediaKeeper> log)
        : base(s_every, options.Time, log)
    {
        (_agenda, _settler, _ends, _review, _sweep) = (agenda, settler, ends, review, sweep);
        settler.Waits = Wake;
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        await EachDueAsync(MediaState.Waiting, row => _settler.SettleAsync(row, cancellationToken), cancellationToken);
        await EachDueAsync(MediaState.Uploading, row => _ends.EndAsync(row, MediaEnd.Expired, null, null, cancellationToken), cancellationToken);
        await _review.ReviewErasedAsync(cancellationToken);
        await EachDueAsync(MediaState.Available, row => _review.ReviewAsync(row, cancellationToken), cancellationToken);
        await EachDueAsync(MediaState.Quarantined, row => _review.ReviewAsync(row, cancellationToken), cancellationToken);
        await EachDueAsync(MediaState.Refused, row => _ends.FinishAsync(row, cancellationToken), cancellationToken);
        await EachDueAsync(MediaState.Erased, row => _ends.FinishAsync(row, cancellationToken), cancellationToken);
        await _sweep.PassAsync(cancellationToken);
    }

    // One that fails, say by a damaged file, must not keep the others from their turn.
    private Task EachDueAsync(MediaState state, Func<MediaRow, Task> look, CancellationToken cancellationToken) => _agenda.EachDueAsync(
        state,
        async row =>
        {
            if (!await EachAsync([row], look, cancellationToken))
            {
                await _agenda.PostponeAsync(row, s_every, cancellationToken);
            }
        },
        cancellationToken);
}
