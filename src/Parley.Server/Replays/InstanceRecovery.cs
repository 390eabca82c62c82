using System.Globalization;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;
using Parley.Server.Access;
using Parley.Server.Exceptions;
using Parley.Server.Operations;
using Parley.Server.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>
/// Runs instances again as it is now: a new instance on the definition in force, from the recorded input. What happened and still stands is taken from the
/// record and does not happen twice; what failed, was undone, or is asked otherwise goes out.
/// </summary>
internal sealed class InstanceRecovery(InstanceReplayer replayer, ProcessTools tools, ProcessRunner runner)
{
    private readonly AsyncLock _alone = new();

    /// <summary>What would happen, without any effect.</summary>
    public async Task<InstancePlan> PlanAsync(long id, InstanceWish wish, CancellationToken cancellationToken)
    {
        await tools.Catalogue.RefreshAsync(cancellationToken);
        if (await replayer.RunAsync(id, cancellationToken) is not { } run)
        {
            return Cannot(id, "", "There is no such instance.", ServerIssues.NotFound);
        }

        ProcessRow row = run.Found.Row;
        KeptDefinition? definition = tools.Catalogue.Find(row.Name, null, run.Found.Definition?.Definition.Name.Namespace);
        string state = string.Create(CultureInfo.InvariantCulture, $"{row.Changed} {(int)row.Status} {row.Parked is not null} {tools.Version} {definition?.Id}");
        if (Obstacle(run) is (string why, IssueCode code))
        {
            return Cannot(id, state, why, code);
        }

        if (definition is null)
        {
            return Cannot(id, state, $"The workspace no longer has the process '{row.Name}'.", ServerIssues.NotFound);
        }

        if (!wish.Repeat && await tools.Store.Reader.ReplayOfProcessAsync(id, cancellationToken) is long later)
        {
            return Cannot(id, state, $"It has been run again already, as {PublicId.Process(later)}: run that one again.", ServerIssues.WrongState);
        }

        return RecordKeeper.Find(run, wish, definition, out string? fault) is { } start
            ? new InstancePreview(tools, run, wish, start).Plan(state)
            : Cannot(id, state, fault!, ServerIssues.WrongState) with { Missing = run.Missing };
    }

    /// <summary>Runs one again that was shown, when it still stands as it was shown.</summary>
    public async Task<InstancePlan> StartAsync(InstancePlan shown, InstanceWish wish, Caller caller, CancellationToken cancellationToken)
    {
        if (!shown.Foreseen.Can)
        {
            return shown;
        }

        using (await _alone.EnterAsync(cancellationToken))
        {
            InstancePlan plan = await PlanAsync(shown.Instance, wish, cancellationToken);
            return plan.State == shown.State && plan.Start is { } start
                ? await StartAsync(shown, start, wish, caller, cancellationToken)
                : shown with { Foreseen = Foreseen.Changed(DeskIssues.NoPreview) };
        }
    }

    private static InstancePlan Cannot(long id, string state, string why, IssueCode code) => new(id, state, Foreseen.Impossible(why, code));

    private static (string Why, IssueCode Code)? Obstacle(InstanceRun run) =>
        run.Found.Row.Erased is not null ? (run.Cannot!, ServerIssues.NotFound)
        : run.Cannot is string cannot ? (cannot, ServerIssues.WrongState)
        : run.Found.Row is { IsEnded: false, Parked: null } ? ($"It is {ProcessJson.StatusOf(run.Found.Row)}: cancel it first, or move it to the other version.", ServerIssues.WrongState)
        : null;

    private async Task<InstancePlan> StartAsync(InstancePlan shown, InstanceStart start, InstanceWish wish, Caller caller, CancellationToken cancellationToken)
    {
        long id = shown.Instance;
        ProcessRow row = (await tools.Store.Reader.ProcessAsync(id, cancellationToken))!;
        if (row.Parked is not null)
        {
            // Two that do the same must not be under way: the one that was put aside ends first, and nothing of it is undone.
            LedgerEntry ended = ProcessEntries.Act(tools, caller, start.Definition, row.Name, id, "cancelled, to be run again as it is now", wish.Reason);
            await runner.PostAsync(id, done => new Arrival.GiveUp { Done = done, Entry = ended }, cancellationToken);
        }

        string what = $"started as {PublicId.Process(id)} replayed as it is now{(wish.Step is null ? "" : ", from a step on")}{(wish.Repeat ? ", effects repeated" : "")}";
        StartWith with = new()
        {
            Exchanges = start.Exchanges,
            Entry = fresh => ProcessEntries.Act(tools, caller, start.Definition, row.Name, fresh, what, wish.Reason),
            ReplayOf = id,
            Kept = start.Kept,
        };
        return await runner.StartAsync(start.Definition, start.Input, null, cancellationToken, with) is (long started, _)
            ? shown with { Foreseen = Foreseen.Possible($"started as {PublicId.Process(started)}") }
            : shown with { Foreseen = Foreseen.Impossible("Too many instances are under way; try again.", ServerIssues.Busy) };
    }
}
