using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Records;

namespace Parley.Server.Processes;

/// <summary>Has content of instances erased, pass by pass behind the flow, and at once when an exchange has been erased.</summary>
internal sealed class ProcessUpkeep : PeriodicService
{
    private readonly ProcessEraser _processes;
    private readonly AsyncLock _one = new();

    public ProcessUpkeep(ProcessEraser processes, Eraser exchanges, ServerOptions options, ILogger<ProcessUpkeep> log)
        : base(TimeSpan.FromSeconds(1), options.Time, log)
    {
        _processes = processes;
        exchanges.Erased += EraseTakenAsync;
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        await EraseTakenAsync(cancellationToken);
        while (await _processes.EraseOldAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // Not the turn of the passes: who erases an exchange does not wait until all that is old is erased too.
    private async Task EraseTakenAsync(CancellationToken cancellationToken)
    {
        using (await _one.EnterAsync(cancellationToken))
        {
            await _processes.EraseTakenAsync(cancellationToken);
        }
    }
}
