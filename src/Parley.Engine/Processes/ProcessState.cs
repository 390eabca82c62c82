using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;

namespace Parley.Engine.Processes;

/// <summary>An instance between two steps: all there is of it. Immutable; as JSON it can be stored and read back without loss.</summary>
public sealed partial class ProcessState
{
    internal ProcessState()
    {
    }

    /// <summary>The instance's identifier.</summary>
    public required string Instance { get; init; }

    /// <summary>The definition that it runs on.</summary>
    public required ProcessName Definition { get; init; }

    /// <summary>The phase it is in.</summary>
    public ProcessStatus Status { get; internal init; }

    /// <summary>When its last step was.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What it was started with.</summary>
    public required JqValue Input { get; init; }

    /// <summary><c>$context</c>.</summary>
    public required JqValue Context { get; init; }

    /// <summary>Its output, once completed.</summary>
    public JqValue? Output { get; internal init; }

    /// <summary>The error it failed with; it is set while what was done is being undone, before the end.</summary>
    public ProcessError? Error { get; internal init; }

    /// <summary>Whether it has ended, and takes no more events.</summary>
    public bool IsEnded => Status is ProcessStatus.Completed or ProcessStatus.Faulted or ProcessStatus.Cancelled;

    /// <summary>Whether steps that were done are being undone.</summary>
    public bool IsUndoing => Outcome is not null && !IsEnded;

    /// <summary>What became of its tasks, the oldest first: as many entries as the budget keeps.</summary>
    public IReadOnlyList<HistoryEntry> History { get; internal init; } = [];

    /// <summary>How many older entries are no longer kept.</summary>
    public long HistoryDropped { get; internal init; }

    /// <summary>How many tasks it has begun.</summary>
    public long TaskCount { get; internal init; }

    /// <summary>The tasks under way, as references into the definition, the outermost first.</summary>
    public IReadOnlyList<string> Tasks => [.. Frames.Where(f => f.Parent != 0).Select(f => f.Task.Reference)];

    /// <summary>The steps that could not be undone, with why: for a person.</summary>
    public IReadOnlyList<KeyValuePair<string, ProcessError>> NotUndone => [.. Undo.Where(u => u.HasFailed).Select(u => KeyValuePair.Create(u.Task, u.Failure!))];

    /// <summary>A copy that runs on another version.</summary>
    internal ProcessState On(ProcessName definition, IReadOnlyList<Frame> frames) => new()
    {
        Instance = Instance,
        Definition = definition,
        Status = Status,
        At = At,
        StartedAt = StartedAt,
        Input = Input,
        Context = Context,
        Output = Output,
        Error = Error,
        Outcome = Outcome,
        Frames = frames,
        Ready = Ready,
        Undo = Undo,
        History = History,
        HistoryDropped = HistoryDropped,
        FrameCount = FrameCount,
        UndoCount = UndoCount,
        LifecycleCount = LifecycleCount,
        TaskCount = TaskCount,
    };

    internal ProcessStatus? Outcome { get; init; }

    internal IReadOnlyList<Frame> Frames { get; init; } = [];

    internal IReadOnlyList<int> Ready { get; init; } = [];

    internal IReadOnlyList<UndoEntry> Undo { get; init; } = [];

    internal int FrameCount { get; init; }

    internal int UndoCount { get; init; }

    internal int LifecycleCount { get; init; }
}
