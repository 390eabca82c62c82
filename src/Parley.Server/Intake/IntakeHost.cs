using Microsoft.Extensions.Hosting;
using Parley.Engine.Workspace;

namespace Parley.Server.Intake;

/// <summary>Runs the folders and addresses that messages are fetched from; starts them anew when the workspace changes.</summary>
internal sealed class IntakeHost(WorkspaceHost workspace, FolderReader folders, PollReader polls) : BackgroundService
{
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
                    FolderIntake folder => Task.Run(() => folders.RunAsync(system, type, folder, cancellationToken), cancellationToken),
                    PollIntake poll => Task.Run(() => polls.RunAsync(system, type, poll, cancellationToken), cancellationToken),
                    _ => throw new InvalidOperationException($"There is no intake for {intake.GetType().Name}."),
                });
            }
        }

        return running;
    }
}
