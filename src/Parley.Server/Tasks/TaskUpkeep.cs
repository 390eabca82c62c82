using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>Reminds people of tasks and passes on what they have not done in time. What is to come stands in the store: a restart loses none of it.</summary>
internal sealed class TaskUpkeep(HumanTasks tasks, Store store, ServerOptions options, ILogger<TaskUpkeep> log) : BackgroundService
{
    private const int AtOnce = 200;
    private const int MostRounds = 1000;
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    /// <summary>Does all that has come up by now.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i < MostRounds && tasks.NextTimer <= Clock.Microseconds(options.Time); i++)
        {
            // What is given while the store is asked notes its own time.
            tasks.NextTimer = long.MaxValue;
            List<long> due = await store.Reader.TasksWithTimersAsync(Clock.Microseconds(options.Time), AtOnce, cancellationToken);
            foreach (long id in due)
            {
                await tasks.FireAsync(id, cancellationToken);
            }

            tasks.NoteTimer(await store.Reader.NextTaskTimerAsync(cancellationToken));
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(s_every, options.Time);
        do
        {
            try
            {
                await PassAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception failure)
            {
                // The last guard of the loop: what fails now is tried at the next pass.
                tasks.NextTimer = 0;
                Log.TasksFault(log, failure);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken) => timer.WaitForNextTickAsync(stoppingToken).AsTask()
        .ContinueWith(t => t.IsCompletedSuccessfully && t.Result, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
