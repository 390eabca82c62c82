using Microsoft.Extensions.Logging;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Intake;

/// <summary>Runs the folders and addresses that messages are fetched from; starts them anew when the workspace changes.</summary>
internal sealed class IntakeHost(
    WorkspaceHost workspace, FolderReader folders, PollReader polls, ServerOptions options, ILogger<IntakeHost> log) : PeriodicService(TimeSpan.Zero, options.Time, log)
{
    private static readonly TimeSpan s_afterFault = TimeSpan.FromSeconds(10);

    /// <summary>Runs them until the workspace changes, or the server stops.</summary>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource current = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Action changed = current.Cancel;
        workspace.Changed += changed;
        try
        {
            await Task.WhenAll(Start(current.Token).Append(Task.Delay(Timeout.Infinite, current.Token)));
        }
        catch (OperationCanceledException) when (current.IsCancellationRequested)
        {
            // The next pass begins with the workspace as it is now.
        }
        finally
        {
            workspace.Changed -= changed;
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
                Log.IntakeFault(Logger, system.Id, place, failure);
            }

            await Task.Delay(s_afterFault, options.Time, cancellationToken);
        }
    }
}
