using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;

namespace Parley.Server.Records;

/// <summary>Ends erasures that were cut short, then looks after notices and retention, pass by pass, behind the flow.</summary>
internal sealed class RecordUpkeep(RecordActs acts, NoticeKeeper notices, RetentionKeeper retention, ServerOptions options, ILogger<RecordUpkeep> log) : BackgroundService
{
    private const int MostPasses = 100;
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool resumed = false;
        using PeriodicTimer timer = new(s_every, options.Time);
        do
        {
            try
            {
                if (!resumed)
                {
                    await acts.ResumeAsync(stoppingToken);
                    resumed = true;
                }

                await notices.PassAsync(stoppingToken);
                for (int i = 0; i < MostPasses && await retention.PassAsync(stoppingToken); i++)
                {
                    stoppingToken.ThrowIfCancellationRequested();
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception failure)
            {
                // The last guard of the loop: what fails now is tried at the next pass.
                Log.RecordsFault(log, failure);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken) => timer.WaitForNextTickAsync(stoppingToken).AsTask()
        .ContinueWith(t => t.IsCompletedSuccessfully && t.Result, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
