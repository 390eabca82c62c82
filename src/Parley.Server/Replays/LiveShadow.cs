using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>A changed workspace that runs beside the one in force on live traffic. Belongs to the follower, which alone changes it.</summary>
/// <param name="row">As it is stored.</param>
/// <param name="workspace">The changed workspace.</param>
internal sealed class LiveShadow(LiveShadowRow row, LoadedWorkspace workspace)
{
    /// <summary>The most exchanges and instances of one of which it is stored what is otherwise; the rest is counted.</summary>
    public const int MostStored = 1_000;

    /// <summary>The most differences that are stored of one exchange or instance.</summary>
    public const int MostDifferences = 50;

    private readonly List<LiveShadowFindingRow> _found = [];

    /// <summary>As it stands, with what has not been written yet.</summary>
    public LiveShadowRow Row { get; private set; } = row;

    /// <summary>The changed workspace.</summary>
    public LoadedWorkspace Workspace => workspace;

    /// <summary>The world that it runs in; null when that must be made, anew where agreements or the workspace in force have changed.</summary>
    public World? World { get; set; }

    /// <summary>The workspace in force that the world was made beside.</summary>
    public LoadedWorkspace? Beside { get; set; }

    /// <summary>Whether there is something to write.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Moves on along the ledger.</summary>
    public void MoveTo(long place, long skipped = 0) => Change(Row with { Place = place, Skipped = Row.Skipped + skipped });

    /// <summary>Moves on along the instances that have ended.</summary>
    public void MoveTo(ProcessRow instance) => Change(Row with { Changed = instance.Changed, Instance = instance.Id });

    /// <summary>Takes what was found of one; true when it is to be stored.</summary>
    public bool Count(string? cannot, IReadOnlyList<ReplayDifference> differences)
    {
        Change(cannot is not null ? Row with { Cannot = Row.Cannot + 1 } : differences.Count == 0 ? Row with { Same = Row.Same + 1 } : Row with { Differ = Row.Differ + 1 });
        return differences.Count > 0 && Row.Stored < MostStored;
    }

    /// <summary>Keeps what was found of one, sealed, to be written.</summary>
    public void Keep(LiveShadowFindingRow found)
    {
        _found.Add(found);
        Change(Row with { Stored = Row.Stored + 1 });
    }

    /// <summary>What is to be written.</summary>
    public LiveShadowWork ToWork() => new(Row, [.. _found]);

    /// <summary>It has been written.</summary>
    public void Written()
    {
        _found.Clear();
        HasChanged = false;
    }

    private void Change(LiveShadowRow row) => (Row, HasChanged) = (row, true);
}
