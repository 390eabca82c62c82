using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>Reminds people of tasks and passes on what they have not done in time. What is to come stands in the store: a restart loses none of it.</summary>
internal sealed class TaskUpkeep(HumanTasks tasks, Store store, ServerOptions options, ILogger<TaskUpkeep> log)
    : PeriodicService(TimeSpan.FromSeconds(1), options.Time, log)
{
    private const int AtOnce = 200;
    private const int MostRounds = 1000;

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i < MostRounds && tasks.NextTimer <= Clock.Microseconds(options.Time); i++)
        {
            // What is given while the store is asked notes its own time.
            tasks.NextTimer = long.MaxValue;
            try
            {
                List<long> due = await store.Reader.TasksWithTimersAsync(Clock.Microseconds(options.Time), AtOnce, cancellationToken);
                bool well = await EachAsync(due, id => tasks.FireAsync(id, cancellationToken), cancellationToken);
                tasks.NoteTimer(await store.Reader.NextTaskTimerAsync(cancellationToken));
                if (!well)
                {
                    return;
                }
            }
            catch
            {
                // The store knows what is still to come: it is asked again.
                tasks.NextTimer = 0;
                throw;
            }
        }
    }
}
