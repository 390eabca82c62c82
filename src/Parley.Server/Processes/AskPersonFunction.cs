using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Server.Tasks;

namespace Parley.Server.Processes;

/// <summary><c>ask-person</c>: a task for a person, made once under the effect's key. The answer comes some day, by <see cref="TaskAnswers"/>.</summary>
internal sealed class AskPersonFunction(HumanTasks tasks) : IProcessFunction
{
    /// <summary>By this name tasks know that processes gave them.</summary>
    public const string Origin = "process";

    /// <inheritdoc/>
    public string Name => ParleyFunctions.AskPerson;

    /// <inheritdoc/>
    public async Task<ProcessAnswer?> CallAsync(ProcessCall call, CancellationToken cancellationToken)
    {
        IssueSink issues = new();
        if (tasks.Read(call.Arguments, Origin, call.Key, $"process:{call.Process}", issues) is not { } task)
        {
            return ProcessAnswer.Failed(
                ProcessErrorTypes.Configuration, "The task cannot be given", string.Join("; ", issues.Issues.Select(i => i.Message).Take(5)));
        }

        await tasks.CreateAsync(task, cancellationToken);
        return null;
    }

    /// <inheritdoc/>
    public Task CancelAsync(ProcessCall call, CancellationToken cancellationToken) => tasks.CancelAsync(Origin, call.Key, cancellationToken);
}
