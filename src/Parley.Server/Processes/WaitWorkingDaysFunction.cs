namespace Parley.Server.Processes;

/// <summary>Says why a wait of working days could not be booked as a timer; one that could never comes here.</summary>
internal sealed class WaitWorkingDaysFunction(WorkspaceHost workspace, ServerOptions options) : IProcessFunction
{
    /// <inheritdoc/>
    public string Name => WorkingDays.Name;

    /// <inheritdoc/>
    public Task<ProcessAnswer?> CallAsync(ProcessCall call, CancellationToken cancellationToken)
    {
        WorkingDays.Due(call.Arguments, workspace.Current.Workspace, options.Time.GetUtcNow(), out string? fault);
        return Task.FromResult<ProcessAnswer?>(WorkingDays.Failed(fault ?? "the calendar was not known when the wait began"));
    }

    /// <inheritdoc/>
    public Task CancelAsync(ProcessCall call, CancellationToken cancellationToken) => Task.CompletedTask;
}
