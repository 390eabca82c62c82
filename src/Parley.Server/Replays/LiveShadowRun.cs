using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Runs one exchange or instance in a live shadow, counts whether it goes otherwise there, and keeps in what. Live traffic goes first.</summary>
internal sealed class LiveShadowRun(Replayer replayer, InstanceShadows instances, Worlds worlds, WorkspaceHost workspace, Store store, ServerOptions options)
{
    private const int Busy = 8;

    private static readonly TimeSpan s_yield = TimeSpan.FromMilliseconds(10);

    /// <summary>Takes an exchange; false when it is none that the shadow looks at.</summary>
    public async Task<bool> TakeAsync(LiveShadow shadow, long exchange, CancellationToken cancellationToken)
    {
        if (await store.Reader.ExchangeAsync(exchange, cancellationToken) is not { } row || row.Via == "notice" || (shadow.Row.System is string system && system != row.System))
        {
            return false;
        }

        await YieldAsync(cancellationToken);
        World world = await WorldOfAsync(shadow, cancellationToken);
        ReplayOutcome? outcome = await GuardedAsync(async () => await replayer.ShadowAsync(row, world, cancellationToken), fault => new ReplayOutcome(row.Id, fault, []));
        if (outcome is not null && shadow.Count(outcome.Cannot, outcome.Differences))
        {
            Keep(shadow, isInstance: false, row.Id, row.Key, outcome.Differences);
        }

        return true;
    }

    /// <summary>Takes an instance that has ended.</summary>
    public async Task TakeAsync(LiveShadow shadow, ProcessRow instance, CancellationToken cancellationToken)
    {
        await YieldAsync(cancellationToken);
        InstanceOutcome? outcome = await GuardedAsync(
            () => instances.RunAsync(instance, shadow.Workspace, cancellationToken), fault => new InstanceOutcome(instance.Id, fault, null, 0, [], null));
        if (outcome is not null && shadow.Count(outcome.Cannot, outcome.Differences))
        {
            Keep(shadow, isInstance: true, instance.Id, instance.Key, outcome.Differences);
        }
    }

    // One that cannot be run by a workspace that is not in force yet must not keep a shadow where it is: it is counted as such.
    private static async Task<T?> GuardedAsync<T>(Func<Task<T?>> run, Func<string, T> cannot)
        where T : class
    {
        try
        {
            return await run();
        }
        catch (Exception fault) when (fault is not (StoreUnavailableException or OperationCanceledException or OutOfMemoryException))
        {
            return cannot($"It cannot be run: {fault.GetType().Name}.");
        }
    }

    private async Task<World> WorldOfAsync(LiveShadow shadow, CancellationToken cancellationToken)
    {
        if (shadow.World is not World world || shadow.Beside != workspace.Current.Workspace)
        {
            shadow.World = world = await worlds.WithAsync(shadow.Workspace, cancellationToken);
            shadow.Beside = workspace.Current.Workspace;
        }

        return world;
    }

    private async Task YieldAsync(CancellationToken cancellationToken)
    {
        if (store.Waiting >= Busy)
        {
            await Task.Delay(s_yield, options.Time, cancellationToken);
        }
    }

    // Under the key of what it is of: what erases that erases this. What has no key any more is counted only.
    private void Keep(LiveShadow shadow, bool isInstance, long subject, long? key, IReadOnlyList<ReplayDifference> differences)
    {
        if (key is long number && store.Keys.Find(number) is ContentKey secret)
        {
            byte[] content = secret.Seal(SealedPlace.LiveShadow, LiveShadowJson.Content(differences));
            shadow.Keep(new LiveShadowFindingRow(store.Ids.Next(), isInstance, subject, Clock.Microseconds(options.Time), content));
        }
    }
}
