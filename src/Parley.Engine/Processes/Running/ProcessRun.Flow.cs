using Parley.Engine.Expressions;
using Parley.Engine.Processes.Schemas;
using Parley.Engine.Processes.Tasks;
using TryNode = Parley.Engine.Processes.Tasks.TryNode;

namespace Parley.Engine.Processes.Running;

/// <summary>How tasks begin, end and fail.</summary>
internal sealed partial class ProcessRun
{
    /// <summary>Whether a task is still under way.</summary>
    public bool Has(Frame frame) => !IsEnded && _frames.GetValueOrDefault(frame.Id) == frame;

    /// <summary>The tasks directly within another.</summary>
    public IEnumerable<Frame> Within(Frame frame) => _frames.Values.Where(f => f.Parent == frame.Id);

    /// <summary>Puts a task in the queue.</summary>
    public void Push(Frame parent, TaskNode task, JqValue raw)
    {
        if (!Has(parent))
        {
            return;
        }

        if (_frames.Count >= Settings.Budget.Together)
        {
            Overspend("too many tasks are under way together");
            return;
        }

        string own = parent.Task.Occurrence(parent);
        string occurrence = parent.Occurrence + (own.Length == 0 ? "" : $".{parent.Depth}{own}") + (parent.Visits == 0 ? "" : $".{parent.Depth}v{parent.Visits}");
        Frame frame = new(++_frameCount, parent.Id, parent.Depth + 1, task, occurrence, raw);
        _frames.Add(frame.Id, frame);
        _ready.Enqueue(frame.Id);
        TaskLifecycle("created", frame, ("createdAt", Values.Instant(Now)));
    }

    /// <summary>Puts the first task of a list in the queue; false when the list is empty.</summary>
    public bool First(Frame frame, TaskList list, JqValue raw)
    {
        if (list.Count > 0)
        {
            Push(frame, list[0], raw);
        }

        return list.Count > 0;
    }

    /// <summary>Puts the task that comes after another in the queue; false when the list has ended.</summary>
    public bool Next(Frame frame, TaskList list, Frame child, JqValue output, FlowDirective directive)
    {
        int at = directive.Kind switch { FlowKind.Continue => child.Task.Ordinal + 1, FlowKind.Task => directive.Target, _ => list.Count };
        if (at >= list.Count)
        {
            return false;
        }

        frame.Visits += at <= child.Task.Ordinal ? 1 : 0;
        Push(frame, list[at], output);
        return true;
    }

    /// <summary>Ends a task well: its output is made of what it gave, exported, and handed on.</summary>
    public void Complete(Frame frame, JqValue raw, FlowDirective? directive = null)
    {
        if (!Has(frame))
        {
            return;
        }

        frame.RawOutput = raw;
        if (Transformed(frame, frame.Task.Head.Output, raw, "output") is not { } output || !Exported(frame, frame.Task.Head.Export, output))
        {
            return;
        }

        Note("completed", frame);
        TaskLifecycle("completed", frame, ("completedAt", Values.Instant(Now)), ("output", output));
        RememberUndoing(frame, output);
        Remove(frame);
        HandOn(frame, output, directive ?? frame.Task.Head.Then);
    }

    /// <summary>An error comes up from a task: what is around it may catch it, otherwise the process fails.</summary>
    public void Raise(Frame frame, ProcessError error)
    {
        if (!Has(frame))
        {
            return;
        }

        error = error.Instance is null ? error with { Instance = frame.Task.Reference } : error;
        for (Frame child = frame; ;)
        {
            if (child.Parent == 0)
            {
                Fail(error);
                return;
            }

            Note("faulted", child);
            TaskLifecycle("faulted", child, ("faultedAt", Values.Instant(Now)), ("error", error.ToValue()));
            CancelWithin(child);
            Remove(child);
            Frame parent = _frames[child.Parent];
            if (parent.Task.Catches(this, parent, child, error))
            {
                return;
            }

            child = parent;
        }
    }

    /// <summary>Gives up all that is within a task.</summary>
    public void CancelWithin(Frame frame)
    {
        foreach (Frame child in Within(frame).ToList())
        {
            CancelWithin(child);
            if (child.IsBegun)
            {
                Note("cancelled", child);
                TaskLifecycle("cancelled", child, ("cancelledAt", Values.Instant(Now)));
            }

            Remove(child);
        }
    }

    /// <summary>Ends the process well with the output of its last task.</summary>
    public void EndWith(JqValue output)
    {
        Frame root = _frames.Values.First();
        CancelWithin(root);
        if (Evaluate(root, Definition.Output.Value, output) is { } whole && Checked(root, Definition.Output.Schema, whole, "output"))
        {
            Remove(root);
            _output = whole;
            End(ProcessStatus.Completed);
        }
    }

    /// <summary>An error is the process's: what was done is undone, then it ends.</summary>
    public void Fail(ProcessError error)
    {
        if (_outcome is not null)
        {
            // The undoing itself cannot go on; what is not undone stays in the state, to be seen.
            CancelAll();
            End(_outcome.Value);
            return;
        }

        CancelAll();
        _error = error with { Instance = error.Instance ?? "" };
        Undo(ProcessStatus.Faulted);
    }

    private void Begin(Frame frame)
    {
        if (++_taskCount > Settings.Budget.Tasks * (_outcome is null ? 1 : 2))
        {
            Overspend("too many tasks were begun");
            return;
        }

        TaskHead head = frame.Task.Head;
        frame.IsBegun = true;
        frame.StartedAt = Now;
        if (Evaluate(frame, head.If, frame.Raw, JqValue.True) is not { } wanted)
        {
            return;
        }

        if (!wanted.IsTruthy)
        {
            Note("skipped", frame);
            Remove(frame);
            HandOn(frame, frame.Raw, FlowDirective.Continue);
            return;
        }

        Note("started", frame);
        TaskLifecycle("started", frame, ("startedAt", Values.Instant(Now)));
        if (Checked(frame, head.Input.Schema, frame.Raw, "input") && Evaluate(frame, head.Input.Value, frame.Raw) is { } input)
        {
            frame.Input = input;
            StartTimeout(frame, head.Timeout);
            if (Has(frame))
            {
                frame.Task.Enter(this, frame);
            }
        }
    }

    private void HandOn(Frame frame, JqValue output, FlowDirective directive)
    {
        if (directive.Kind == FlowKind.End && !IsUndoing(frame))
        {
            EndWith(output);
            return;
        }

        Frame parent = _frames[frame.Parent];
        parent.Task.ChildDone(this, parent, frame, output, directive.Kind == FlowKind.End ? FlowDirective.Exit : directive);
    }

    // An undoing that says 'end' ends itself, not the process.
    private bool IsUndoing(Frame frame)
    {
        for (Frame? at = frame; at is not null; at = _frames.GetValueOrDefault(at.Parent))
        {
            if (at.Task is UndoNode || (at.Task is TryNode && at.Phase == 2))
            {
                return true;
            }
        }

        return false;
    }

    private void StartTimeout(Frame frame, Templates.Template? timeout)
    {
        if (timeout is not null && Due(frame, timeout, frame.Input) is { } due)
        {
            StartTimer(frame, Timeout, due);
        }
    }

    private bool Checked(Frame frame, JsonSchema? schema, JqValue value, string what)
    {
        if (schema?.Fault(value) is not { } fault)
        {
            return true;
        }

        Raise(frame, ProcessError.Standard(ProcessErrorTypes.Validation, $"The {what} is not as its schema says", fault));
        return false;
    }

    private void Overspend(string what) => Fail(ProcessError.Standard(ProcessErrorTypes.Runtime, "The budget of the process is used up", what));

    private void CancelAll()
    {
        foreach (Frame root in _frames.Values.Where(f => f.Parent == 0).ToList())
        {
            CancelWithin(root);
            Remove(root);
        }

        _ready.Clear();
    }

    private void End(ProcessStatus status)
    {
        _status = status;
        switch (status)
        {
            case ProcessStatus.Completed:
                ProcessLifecycle("completed", ("completedAt", Values.Instant(Now)), ("output", _output));
                break;
            case ProcessStatus.Faulted:
                ProcessLifecycle("faulted", ("faultedAt", Values.Instant(Now)), ("error", _error?.ToValue()));
                break;
            default:
                ProcessLifecycle("cancelled", ("cancelledAt", Values.Instant(Now)));
                break;
        }
    }
}
