using Parley.Engine.Evidence;
using Parley.Engine.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>A step that is being made: the instance as it will be, and all that is to be written with it in one transaction. Nothing has happened yet.</summary>
internal sealed partial class ProcessDraft(ProcessTools tools, ProcessInstance before, DateTimeOffset now)
{
    /// <summary>The key under which an instance that has ended waits to hear that its parent knows.</summary>
    public const string TellKey = "!told";

    private readonly ProcessContent _content = before.Content.Copy();
    private KeptDefinition _definition = before.Definition;
    private ProcessState? _state = before.State;
    private string? _parked = before.Row.Parked;
    private bool _changed;

    /// <summary>What is to be carried out once this is durable.</summary>
    public List<Pending> Begun { get; } = [];

    /// <summary>What is no longer to be carried out.</summary>
    public List<string> Stopped { get; } = [];

    /// <summary>The children of whose end it has now been told.</summary>
    public List<long> Told { get; } = [];

    /// <summary>The children that could not tell it of their end, and are to do it again.</summary>
    public List<long> Woken { get; } = [];

    public List<ProcessTimerRow> Timers { get; } = [];

    public List<long> DroppedTimers { get; } = [];

    public List<ProcessListenRow> Listens { get; } = [];

    public List<long> DroppedListens { get; } = [];

    public List<StoredEvent> Events { get; } = [];

    /// <summary>Instances to be begun, each with its content, sealed.</summary>
    public List<(ProcessRow Row, byte[] Content)> Children { get; } = [];

    /// <summary>Steps that no longer stand in the instance's own row, sealed.</summary>
    public List<(long Id, byte[] Steps)> Steps { get; } = [];

    /// <summary>Rows of steps that are no longer kept.</summary>
    public List<long> DroppedSteps { get; } = [];

    /// <summary>What has become of the instance as a whole.</summary>
    public List<LifecycleEffect> Lifecycle { get; } = [];

    public List<LedgerEntry> Entries { get; } = [];

    /// <summary>Exchanges that this instance, or one that it begins, has now taken something from.</summary>
    public List<(long Process, long Exchange)> Uses { get; } = [];

    /// <summary>What came, with whether the instance had waited for it.</summary>
    public List<(Arrival Arrival, bool IsHandled)> Taken { get; } = [];

    /// <summary>Whether there is anything to write.</summary>
    public bool HasChanged => _changed;

    private string Instance => PublicId.Process(before.Row.Id);

    /// <summary>Takes what has come, in order.</summary>
    public void Take(Arrival arrival)
    {
        bool handled = arrival switch
        {
            Arrival.Retry => Retry(),
            Arrival.GiveUp => GiveUp(),
            Arrival.Timer timer => TakeTimer(timer),
            _ when _parked is not null => false,
            Arrival.Wake => Begin(),
            Arrival.Happened happened => Take(happened),
            Arrival.Offered offered => Offer(offered),
            Arrival.Carried carried => Carry(carried),
            Arrival.Move move => Move(move.To),
            _ => false,
        };
        TakeKept();
        if (handled && arrival.Entry is LedgerEntry entry)
        {
            Entries.Add(entry);
        }

        Taken.Add((arrival, handled));
        if (_parked is null && arrival is Arrival.Happened { Child: long child })
        {
            Told.Add(child);
        }
    }

    /// <summary>Puts the instance aside: it is not touched again until a person says so.</summary>
    public void Park(string why, Arrival? by)
    {
        _parked = why;
        _changed = true;
        if (by is Arrival.Timer timer && _content.Timers.ContainsKey(timer.Key))
        {
            _content.Missed.Add(timer.Key);
            Drop(timer);
        }
    }

    /// <summary>The instance as it will be.</summary>
    public ProcessInstance ToInstance()
    {
        if (_state is not null && !ReferenceEquals(_state, before.State))
        {
            _content.State = _state.ToUtf8();
        }

        _content.Taken.RemoveWhere(e => e < tools.OldestEvent);
        Spill();
        return before with
        {
            Definition = _definition,
            State = _state,
            Content = _content,
            Row = before.Row with
            {
                Definition = _definition.Id,
                Status = _state?.Status ?? ProcessStatus.Pending,
                Pending = _parked is not null ? 0 : _state is null ? 1 : _content.Pending.Count,
                Changed = Clock.Microseconds(now),
                Parked = _parked,
            },
        };
    }
}
