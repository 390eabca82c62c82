using Microsoft.Extensions.Logging;
using Parley.Server.Operations;

namespace Parley.Server.Records;

/// <summary>Ends erasures that were cut short, then looks after notices and retention, pass by pass, behind the flow.</summary>
internal sealed class RecordUpkeep(RecordActs acts, NoticeKeeper notices, RetentionKeeper retention, ServerOptions options, ILogger<RecordUpkeep> log)
    : PeriodicService(TimeSpan.FromMinutes(1), options.Time, log)
{
    private const int MostPasses = 100;

    private bool _resumed;

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        if (!_resumed)
        {
            await acts.ResumeAsync(cancellationToken);
            _resumed = true;
        }

        await notices.PassAsync(cancellationToken);
        for (int i = 0; i < MostPasses && await retention.PassAsync(cancellationToken); i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
