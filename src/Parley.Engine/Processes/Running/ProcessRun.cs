using Parley.Engine.Expressions;
using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes.Running;

/// <summary>One step of an instance while it is being made: a copy of its state that may be changed, and the effects so far.</summary>
internal sealed partial class ProcessRun
{
    private readonly SortedDictionary<int, Frame> _frames = [];
    private readonly Queue<int> _ready = [];
    private readonly List<UndoEntry> _undo;
    private readonly List<HistoryEntry> _history;
    private readonly JqValue _rawInput;
    private readonly DateTimeOffset _startedAt;
    private int _frameCount;
    private int _undoCount;
    private int _lifecycleCount;
    private long _dropped;
    private long _taskCount;
    private bool _isSuspended;
    private ProcessStatus _status;
    private ProcessStatus? _outcome;
    private JqValue? _output;
    private ProcessError? _error;

    public ProcessRun(ProcessDefinition definition, ProcessState state, ProcessSettings settings, DateTimeOffset at)
    {
        Definition = definition;
        Settings = settings;
        Instance = state.Instance;
        Now = DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(at.ToUnixTimeMilliseconds(), state.At.ToUnixTimeMilliseconds()));
        Context = state.Context;
        _rawInput = state.Input;
        _startedAt = state.StartedAt;
        _frameCount = state.FrameCount;
        _undoCount = state.UndoCount;
        _lifecycleCount = state.LifecycleCount;
        _taskCount = state.TaskCount;
        _dropped = state.HistoryDropped;
        _isSuspended = state.Status == ProcessStatus.Suspended;
        _status = state.Status;
        _outcome = state.Outcome;
        _error = state.Error;
        _undo = [.. state.Undo];
        _history = [.. state.History];
        foreach (Frame frame in state.Frames)
        {
            _frames.Add(frame.Id, frame.Copy());
        }

        foreach (int id in state.Ready)
        {
            _ready.Enqueue(id);
        }
    }

    public ProcessDefinition Definition { get; }

    public ProcessSettings Settings { get; }

    public string Instance { get; }

    /// <summary>The instant of the step: never before that of the one before, though a clock be set back.</summary>
    public DateTimeOffset Now { get; }

    public JqValue Context { get; set; }

    public List<ProcessEffect> Effects { get; } = [];

    private bool IsEnded => _status is ProcessStatus.Completed or ProcessStatus.Faulted or ProcessStatus.Cancelled;

    /// <summary>Begins the instance.</summary>
    public void Start()
    {
        _status = ProcessStatus.Running;
        Frame root = new(++_frameCount, 0, 0, Definition.Root, "", _rawInput) { StartedAt = Now, IsBegun = true };
        _frames.Add(root.Id, root);
        ProcessLifecycle("started", ("definition", Definition.Descriptor), ("startedAt", Values.Instant(Now)));
        if (Checked(root, Definition.Input.Schema, _rawInput, "input") && Evaluate(root, Definition.Input.Value, _rawInput) is { } input)
        {
            root.Input = input;
            Context = input;
            StartTimeout(root, Definition.Timeout);
            if (Has(root))
            {
                Definition.Root.Enter(this, root);
            }
        }
    }

    /// <summary>Takes an event; false when nothing waited for it.</summary>
    public bool Take(ProcessEvent happened) => happened switch
    {
        KeyedEvent keyed => Answer(keyed),
        EventReceived received => Offer(received.Event),
        ProcessContinued => !_isSuspended && _ready.Count > 0,
        ProcessSuspended => Suspend(),
        ProcessResumed => Resume(),
        ProcessCancelled cancelled => Cancel(cancelled.Undo),
        _ => throw new ArgumentException($"An event of the type {happened.GetType().Name} is not known.", nameof(happened)),
    };

    /// <summary>Begins tasks until none is ready, or the step has had its share.</summary>
    public void Drain()
    {
        int begun = 0;
        while (!IsEnded && !_isSuspended && _ready.TryPeek(out int id))
        {
            if (begun == Settings.Budget.TasksInStep)
            {
                Effects.Add(new ContinueEffect(Instance));
                return;
            }

            _ready.Dequeue();
            if (_frames.TryGetValue(id, out Frame? frame))
            {
                begun++;
                Begin(frame);
            }
        }
    }

    /// <summary>The step as it stands.</summary>
    public ProcessStep ToStep()
    {
        if (!IsEnded && Size() > Settings.Budget.StateBytes)
        {
            Overspend("the state is too large");
            if (!IsEnded)
            {
                Drain();
            }
        }

        if (!IsEnded)
        {
            _status = _isSuspended ? ProcessStatus.Suspended : _ready.Count > 0 ? ProcessStatus.Running : ProcessStatus.Waiting;
        }

        ProcessState state = new()
        {
            Instance = Instance,
            Definition = Definition.Name,
            Status = _status,
            At = Now,
            StartedAt = _startedAt,
            Input = _rawInput,
            Context = Context,
            Output = _output,
            Error = _error,
            Outcome = _outcome,
            Frames = [.. _frames.Values],
            Ready = [.. _ready],
            Undo = _undo,
            History = _history,
            HistoryDropped = _dropped,
            FrameCount = _frameCount,
            UndoCount = _undoCount,
            LifecycleCount = _lifecycleCount,
            TaskCount = _taskCount,
        };
        return new ProcessStep(state, Effects, IsHandled: true);
    }

    private bool Answer(KeyedEvent answer)
    {
        foreach (Frame frame in _frames.Values.Where(f => f.Pending.Count > 0 && IsOf(answer.Key, f)))
        {
            string? part = frame.Pending.FirstOrDefault(p => Key(frame, p) == answer.Key);
            if (part is not null)
            {
                return Answer(frame, part, answer);
            }
        }

        return false;
    }

    // Cheaper than making the keys of all the tasks of a large fork.
    private bool IsOf(string key, Frame frame) =>
        key.Length > Instance.Length && string.CompareOrdinal(key, Instance.Length + 1, frame.Task.Reference, 0, frame.Task.Reference.Length) == 0;

    private bool Answer(Frame frame, string part, KeyedEvent answer)
    {
        frame.Settle(part);
        if (part == Timeout)
        {
            if (answer is not TimerFired)
            {
                frame.Await(part);
                return false;
            }

            Raise(frame, ProcessError.Standard(ProcessErrorTypes.Timeout, frame.Parent == 0 ? "The process took too long" : "The task took too long"));
            return true;
        }

        if (frame.Task.Answer(this, frame, part, answer))
        {
            return true;
        }

        frame.Await(part);
        return false;
    }

    // Every listener of the instance that an event fits takes it, as every subscriber of a broker would.
    private bool Offer(JqValue received)
    {
        bool taken = false;
        foreach (Frame frame in _frames.Values.Where(f => f.Task is ListenNode && f.Pending.Contains("")).ToList())
        {
            taken |= Has(frame) && ((ListenNode)frame.Task).Take(this, frame, received);
        }

        return taken;
    }

    private bool Suspend()
    {
        if (_isSuspended)
        {
            return false;
        }

        _isSuspended = true;
        ProcessLifecycle("suspended", ("suspendedAt", Values.Instant(Now)));
        return true;
    }

    private bool Resume()
    {
        if (!_isSuspended)
        {
            return false;
        }

        _isSuspended = false;
        ProcessLifecycle("resumed", ("resumedAt", Values.Instant(Now)));
        return true;
    }

    private bool Cancel(bool undo)
    {
        _isSuspended = false;
        CancelAll();
        if (undo && _outcome is null)
        {
            Undo(ProcessStatus.Cancelled);
        }
        else
        {
            End(ProcessStatus.Cancelled);
        }

        return true;
    }

    private long Size()
    {
        long size = Context.Weight + _rawInput.Weight + _undo.Sum(u => u.Given.Weight + 64);
        foreach (Frame frame in _frames.Values)
        {
            size += frame.Raw.Weight + frame.Input.Weight + frame.Data.Weight + 128 + frame.Locals.Sum(l => l.Value.Weight);
        }

        return size;
    }
}
