using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Engine.Expressions;
using Parley.Server.Operations;
using Parley.Server.Storage;
using Parley.Server.Tasks;

namespace Parley.Server.Processes;

/// <summary>
/// Gives processes what people answered. An answer is told until it is taken, and is taken once the instance has gone on from it durably: one that is told again
/// after a crash is no longer waited for, and is then taken too.
/// </summary>
internal sealed class TaskAnswers(HumanTasks tasks, ProcessRunner runner, Store store, ServerOptions options, ILogger<TaskAnswers> log) : BackgroundService
{
    private const int AtOnce = 100;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _answered = new(0, 1);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _answered.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        tasks.Answered += Note;
        try
        {
            while (true)
            {
                try
                {
                    await TakeAsync(stoppingToken);
                }
                catch (StoreUnavailableException failure)
                {
                    Log.ProcessesBehind(log, failure);
                }

                await _answered.WaitAsync(s_look, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is not taken is told again after the next start.
        }
        finally
        {
            tasks.Answered -= Note;
        }
    }

    // On the writer's thread.
    private void Note(string origin)
    {
        if (origin == AskPersonFunction.Origin && _answered.CurrentCount == 0)
        {
            try
            {
                _answered.Release();
            }
            catch (SemaphoreFullException)
            {
                // It was noted by another in this very moment.
            }
        }
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        foreach (TaskAnswerRow answer in await tasks.AnswersAsync(AskPersonFunction.Origin, AtOnce, cancellationToken))
        {
            string key = answer.Task.OriginKey;
            if (await runner.AnswerAsync(key, Read(answer.Task), cancellationToken) || !await IsParkedAsync(key, cancellationToken))
            {
                await store.WriteAsync(new StatementWork(Statements.TakeTaskAnswer, answer.Id, Clock.Microseconds(options.Time)), cancellationToken);
            }
        }
    }

    // An instance that was put aside takes nothing; the answer waits until it is tried again.
    private async Task<bool> IsParkedAsync(string key, CancellationToken cancellationToken) =>
        PublicId.TryParse('p', key.Split(':')[0], out long process)
        && await store.Reader.ProcessAsync(process, cancellationToken) is { Parked: not null };

    private static ProcessAnswer Read(TaskRow task) =>
        ProcessAnswer.Of(JqValue.TryParse(Encoding.UTF8.GetBytes(task.Answer ?? "null"), out JqValue? value, out _) ? value : JqValue.Null) with
        {
            Exchanges = task.Exchange is long exchange ? [exchange] : [],
        };
}
