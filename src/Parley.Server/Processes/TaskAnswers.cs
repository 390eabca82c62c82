using System.Text;
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
internal sealed class TaskAnswers : PeriodicService
{
    private const int AtOnce = 100;

    private readonly HumanTasks _tasks;
    private readonly ProcessRunner _runner;
    private readonly Store _store;
    private readonly ServerOptions _options;

    public TaskAnswers(HumanTasks tasks, ProcessRunner runner, Store store, ServerOptions options, ILogger<TaskAnswers> log)
        : base(TimeSpan.FromSeconds(30), options.Time, log)
    {
        (_tasks, _runner, _store, _options) = (tasks, runner, store, options);
        tasks.Answered += Note;
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken) =>
        await EachAsync(await _tasks.AnswersAsync(AskPersonFunction.Origin, AtOnce, cancellationToken), answer => TakeAsync(answer, cancellationToken), cancellationToken);

    // On the writer's thread.
    private void Note(string origin)
    {
        if (origin == AskPersonFunction.Origin)
        {
            Wake();
        }
    }

    private async Task TakeAsync(TaskAnswerRow answer, CancellationToken cancellationToken)
    {
        string key = answer.Task.OriginKey;
        if (await _runner.AnswerAsync(key, Read(answer.Task), cancellationToken) || !await IsParkedAsync(key, cancellationToken))
        {
            await _store.WriteAsync(new StatementWork(Statements.TakeTaskAnswer, answer.Id, Clock.Microseconds(_options.Time)), cancellationToken);
        }
    }

    // An instance that was put aside takes nothing; the answer waits until it is tried again.
    private async Task<bool> IsParkedAsync(string key, CancellationToken cancellationToken) =>
        PublicId.TryParse('p', key.Split(':')[0], out long process)
        && await _store.Reader.ProcessAsync(process, cancellationToken) is { Parked: not null };

    private static ProcessAnswer Read(TaskRow task) =>
        ProcessAnswer.Of(JqValue.TryParse(Encoding.UTF8.GetBytes(task.Answer ?? "null"), out JqValue? value, out _) ? value : JqValue.Null) with
        {
            Exchanges = task.Exchange is long exchange ? [exchange] : [],
        };
}
