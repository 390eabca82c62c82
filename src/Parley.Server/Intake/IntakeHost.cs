using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Intake;

/// <summary>Runs the folders and addresses that messages are fetched from; starts them anew when the workspace changes.</summary>
internal sealed class IntakeHost(
    WorkspaceHost workspace, FolderReader folders, PollReader polls, ServerOptions options, ILogger<IntakeHost> log) : BackgroundService
{
    private static readonly TimeSpan s_afterFault = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using CancellationTokenSource current = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            Action changed = current.Cancel;
            workspace.Changed += changed;
            try
            {
                await Task.WhenAll(Start(current.Token).Append(Task.Delay(Timeout.Infinite, current.Token)));
            }
            catch (OperationCanceledException) when (current.IsCancellationRequested)
            {
                // The workspace changed, or the server stops: the loop's condition knows which.
            }
            finally
            {
                workspace.Changed -= changed;
            }
        }
    }

    private List<Task> Start(CancellationToken cancellationToken)
    {
        List<Task> running = [];
        foreach (SystemDefinition system in workspace.Current.Workspace.Systems.Values)
        {
            foreach (IntakeDefinition intake in system.Intake)
            {
                MessageTypeDefinition type = system.Messages[intake.MessageType];
                running.Add(intake switch
                {
                    FolderIntake folder => GuardAsync(system, folder.Path, () => folders.RunAsync(system, type, folder, cancellationToken), cancellationToken),
                    PollIntake poll => GuardAsync(system, poll.Url, () => polls.RunAsync(system, type, poll, cancellationToken), cancellationToken),
                    _ => throw new InvalidOperationException($"There is no intake for {intake.GetType().Name}."),
                });
            }
        }

        return running;
    }

    /// <summary>The last guard of an intake: what it does not expect (a secret that is not there yet) is told, and it is begun anew.</summary>
    private async Task GuardAsync(SystemDefinition system, string place, Func<Task> run, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Task.Run(run, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                Log.IntakeFault(log, system.Id, place, failure);
            }

            await Task.Delay(s_afterFault, options.Time, cancellationToken);
        }
    }
}
