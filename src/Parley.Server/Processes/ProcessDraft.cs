using System.Globalization;
using Parley.Engine.Evidence;
using Parley.Engine.Expressions;
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

    private bool Begin()
    {
        if (_state is not null)
        {
            return false;
        }

        JqValue input = JqValue.TryParse(_content.State, out JqValue? value, out string? fault) ? value : throw new InvalidDataException(fault);
        DateTimeOffset at = _content.Kept?.Started ?? now;
        ProcessStep step = ProcessMachine.Start(_definition.Definition, Instance, input, at, tools.Settings);
        Note(RecordedStep.Start(_definition.Id, at, tools.Version, step, Instance));
        Apply(step);
        return true;
    }

    private bool Take(Arrival.Happened happened)
    {
        ProcessEvent made = happened.At(now);
        string? key = made is ProcessContinued ? Instance : (made as KeyedEvent)?.Key;
        if (key is not null)
        {
            // Answered, whether or not the answer is still of use.
            _changed |= _content.Pending.RemoveAll(p => p.Key == key && p.Kind == PendingKind.Effect) > 0 | _content.Handed.Remove(key) | _content.Children.Remove(key);
        }

        return Advance(made, happened.Exchanges);
    }

    private bool TakeTimer(Arrival.Timer timer)
    {
        if (_parked is not null)
        {
            if (_content.Timers.ContainsKey(timer.Key))
            {
                _content.Missed.Add(timer.Key);
            }

            Drop(timer);
            return false;
        }

        bool handled = _content.Timers.ContainsKey(timer.Key) && Fire(timer.Key);
        Drop(timer);
        return handled;
    }

    // A timer that stands for one of Parley's functions is that function's answer.
    private bool Fire(string key) => Advance(_content.Handed.Remove(key)
        ? new EffectCompleted(key, JqValue.FromMembers([new("until", JqValue.From(now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)))]), now)
        : new TimerFired(key, now));

    private void Drop(Arrival.Timer timer)
    {
        _content.Timers.Remove(timer.Key);
        DroppedTimers.Add(timer.Row);
        _changed = true;
    }

    private bool Offer(Arrival.Offered offered)
    {
        if (_content.Listens.Count == 0 || _content.Taken.Contains(offered.Id) || !Advance(new EventReceived(offered.Event, now), offered.Exchanges, offered.Id))
        {
            return false;
        }

        _content.Taken.Add(offered.Id);
        return true;
    }

    private bool Carry(Arrival.Carried carried)
    {
        if (_content.Pending.RemoveAll(p => p.Key == carried.Key) == 0)
        {
            return false;
        }

        if (carried.IsHanded)
        {
            _content.Handed.Add(carried.Key);
        }
        else
        {
            _content.Handed.Remove(carried.Key);
            _content.Children.Remove(carried.Key);
        }

        return _changed = true;
    }

    private bool Retry()
    {
        if (_parked is null)
        {
            return false;
        }

        _parked = null;
        _changed = true;
        Woken.AddRange(_content.Children.Values);
        Begun.AddRange(_content.Pending);
        Begin();
        foreach (string key in _content.Missed.ToList())
        {
            _content.Missed.Remove(key);
            Fire(key);
        }

        Rebook();
        return true;
    }

    private bool GiveUp()
    {
        _changed |= _parked is not null;
        _parked = null;
        Begin();
        return Advance(new ProcessCancelled(Undo: false, now));
    }

    private bool Move(KeptDefinition to)
    {
        if (_state is null || ProcessMove.Check(_state, to.Definition).Count > 0)
        {
            return false;
        }

        _state = ProcessMove.Move(_state, to.Definition);
        _definition = to;
        _changed = true;
        Note(RecordedStep.Move(to.Id, now, tools.Version));
        Rebook();
        return true;
    }

    // What is waited for is booked anew: on the channels of the definition that it now runs on, and events that came meanwhile are offered.
    private void Rebook()
    {
        foreach (ListenBooking listen in _content.Listens.Values.ToList())
        {
            DroppedListens.AddRange(listen.Rows);
            Book(listen.Effect);
        }
    }

    private bool Advance(ProcessEvent happened, IReadOnlyCollection<long>? exchanges = null, long offered = 0)
    {
        if (_state is null)
        {
            return false;
        }

        // Known before the step is applied: what it begins and what it says holds of the same exchanges.
        ProcessStep step = ProcessMachine.Advance(_definition.Definition, _state, happened, tools.Settings);
        if (step.IsHandled)
        {
            Uses.AddRange((exchanges ?? []).Where(_content.Exchanges.Add).Select(e => (before.Row.Id, e)));
            Note(RecordedStep.Of(happened, offered, tools.Version, step, Instance));
            Apply(step);
        }

        return step.IsHandled;
    }

    private void Apply(ProcessStep step)
    {
        _state = step.State;
        _changed = true;
        foreach (ProcessEffect effect in step.Effects)
        {
            Book(effect);
        }

        if (_state.IsEnded && before.Row is { Parent: not null, ParentKey: not null })
        {
            Await(new Pending(TellKey, PendingKind.Tell, null));
        }
    }

    private void Book(ProcessEffect effect)
    {
        switch (effect)
        {
            case not (ListenEffect or CancelEffect or LifecycleEffect or ContinueEffect) when _content.Kept?.Take(effect, Instance, _state!.At) is true:
                break;
            case TimerEffect timer:
                StartTimer(timer.Key, timer.Due + Late());
                break;
            case FunctionEffect { Function: WorkingDays.Name } wait when WorkingDays.Due(wait.Arguments, tools.Workspace, now, out _) is { } due:
                StartTimer(wait.Key, due);
                _content.Handed.Add(wait.Key);
                break;
            case ListenEffect listen:
                Book(listen);
                break;
            case EmitEffect emit:
                Events.Add(StoredEvent.Make(tools.Store, tools.Channels, emit.Event, [.. _content.Exchanges]));
                break;
            case CancelEffect cancel:
                Cancel(cancel.Key);
                break;
            case ChildEffect child when tools.Catalogue.Find(child.Process.Name, child.Process.Version, child.Process.Namespace) is { } definition:
                Book(child, definition);
                break;
            case LifecycleEffect lifecycle:
                Lifecycle.Add(lifecycle);
                break;
            default:
                Await(new Pending(effect.Key, PendingKind.Effect, effect));
                break;
        }
    }

    private void StartTimer(string key, DateTimeOffset due)
    {
        ProcessTimerRow row = new(tools.Store.Ids.Next(), due.ToUnixTimeMilliseconds() * 1000, before.Row.Id, key);
        Timers.Add(row);
        _content.Timers[key] = row.Id;
    }

    private void Book(ListenEffect listen)
    {
        List<long> rows = [];
        foreach ((long channel, bool isCorrelated) in tools.Channels.Of(_definition, listen, Instance).OfType<(long, bool)>())
        {
            // What belongs to an instance by its values may have come before it began; of what only is of a kind it is offered what came since.
            long since = isCorrelated ? 0 : before.Row.Id;
            ProcessListenRow row = new(tools.Store.Ids.Next(), channel, before.Row.Id, _definition.Id, since);
            Listens.Add(row);
            rows.Add(row.Id);
        }

        _content.Listens[listen.Key] = new ListenBooking(listen, rows);
    }

    private void Book(ChildEffect effect, KeptDefinition definition)
    {
        long id = tools.Store.Ids.Next();
        ContentKey key = tools.Store.Keys.Next();
        ProcessRow row = ProcessWork.NewRow(id, key, definition, now) with { Parent = before.Row.Id, ParentKey = effect.IsAwaited ? effect.Key : null };
        Children.Add((row, key.Seal(SealedPlace.Process, new ProcessContent { State = effect.Input.ToUtf8(), Exchanges = [.. _content.Exchanges] }.ToBytes())));
        Uses.AddRange(_content.Exchanges.Select(e => (id, e)));
        if (effect.IsAwaited)
        {
            _content.Children[effect.Key] = id;
        }
    }

    private void Cancel(string key)
    {
        if (_content.Timers.Remove(key, out long timer))
        {
            DroppedTimers.Add(timer);
            Timers.RemoveAll(t => t.Id == timer);
            _content.Handed.Remove(key);
        }
        else if (_content.Listens.Remove(key, out ListenBooking? listen))
        {
            DroppedListens.AddRange(listen.Rows);
            Listens.RemoveAll(l => listen.Rows.Contains(l.Id));
        }
        else if (_content.Children.ContainsKey(key) || _content.Handed.Contains(key))
        {
            Await(new Pending(key, PendingKind.Cancel, null));
        }
        else if (_content.Pending.RemoveAll(p => p.Key == key) > 0)
        {
            Begun.RemoveAll(p => p.Key == key);
            Stopped.Add(key);
        }
    }

    private void Await(Pending pending)
    {
        _content.Pending.Add(pending);
        Begun.Add(pending);
        if (pending.Effect is HttpEffect call)
        {
            Entries.Add(ProcessEntries.Call(tools, _definition, Instance, call, now));
        }
    }
}
