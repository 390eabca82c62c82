using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Running;

/// <summary>Effects and their keys, lifecycle events, the history.</summary>
internal sealed partial class ProcessRun
{
    private const string Timeout = "timeout";

    private const string TypePrefix = "io.serverlessworkflow.";

    /// <summary>The key of a task's effect: the same whenever the same run of the task wants the same thing.</summary>
    public string Key(Frame frame, string part) =>
        $"{Instance}:{frame.Task.Reference}{(frame.Occurrence.Length == 0 ? "" : "@" + frame.Occurrence[1..])}{(part.Length == 0 ? "" : "!" + part)}{Own(frame, part)}";

    /// <summary>Wants something done that will be answered.</summary>
    public void Ask(Frame frame, string part, Func<string, ProcessEffect> effect)
    {
        frame.Await(part);
        Effects.Add(effect(Key(frame, part)));
    }

    /// <summary>Starts a timer.</summary>
    public void StartTimer(Frame frame, string part, DateTimeOffset due) => Ask(frame, part, key => new TimerEffect(key, due));

    /// <summary>No longer wants what it asked for.</summary>
    public void Stop(Frame frame, string part)
    {
        if (frame.Settle(part))
        {
            Withdraw(Key(frame, part));
        }
    }

    /// <summary>Takes the answer to a function, a human task or a child.</summary>
    public bool TakeAnswer(Frame frame, KeyedEvent answer)
    {
        switch (answer)
        {
            case EffectCompleted completed:
                Complete(frame, completed.Output);
                return true;
            case EffectFailed failed:
                Raise(frame, failed.Error);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Says that a task is tried again.</summary>
    public void Retried(Frame frame)
    {
        Note("retried", frame);
        TaskLifecycle("retried", frame, ("retriedAt", Values.Instant(Now)));
    }

    /// <summary>Says that the instance has begun to wait for events.</summary>
    public void CorrelationStarted() => ProcessLifecycle("correlation-started", ("startedAt", Values.Instant(Now)));

    /// <summary>Says that the events waited for have come.</summary>
    public void CorrelationCompleted(JqValue? keys) => ProcessLifecycle("correlation-completed", ("completedAt", Values.Instant(Now)), ("correlationKeys", keys));

    // The timers of a task that is tried again are those of the attempt.
    private static string Own(Frame frame, string part) => part is "attempt" or "retry" && frame.Attempt > 1 ? $"{frame.Attempt}" : "";

    private void Withdraw(string key)
    {
        // What this very step wanted was never stored, so it need not be done and taken back.
        int at = Effects.FindIndex(e => e.Key == key && e is not (EmitEffect or LifecycleEffect));
        if (at >= 0)
        {
            Effects.RemoveAt(at);
        }
        else
        {
            Effects.Add(new CancelEffect(key));
        }
    }

    private void Remove(Frame frame)
    {
        foreach (string part in frame.Pending.ToList())
        {
            Stop(frame, part);
        }

        _frames.Remove(frame.Id);
    }

    private void ProcessLifecycle(string what, params ReadOnlySpan<(string Name, JqValue? Value)> members)
    {
        if (Settings.Lifecycle != LifecycleDetail.None)
        {
            JqValue data = Values.Of([("name", JqValue.From(QualifiedName)), .. members]);
            Effects.Add(new LifecycleEffect($"{Instance}:lifecycle:{++_lifecycleCount}", $"{TypePrefix}workflow.{what}.v1", data));
        }
    }

    private void TaskLifecycle(string what, Frame frame, params ReadOnlySpan<(string Name, JqValue? Value)> members)
    {
        if (Settings.Lifecycle == LifecycleDetail.Tasks)
        {
            JqValue data = Values.Of([("workflow", JqValue.From(QualifiedName)), ("task", JqValue.From(frame.Task.Reference)), .. members]);
            Effects.Add(new LifecycleEffect($"{Instance}:lifecycle:{++_lifecycleCount}", $"{TypePrefix}task.{what}.v1", data));
        }
    }

    private string QualifiedName => $"{Definition.Name.Name}-{Instance}.{Definition.Name.Namespace}";

    private void Note(string what, Frame frame) => Note(new HistoryEntry(Now, what, frame.Task.Reference, frame.Occurrence));

    private void Note(HistoryEntry entry)
    {
        _history.Add(entry);
        if (_history.Count > Settings.Budget.History)
        {
            _dropped++;
            _history.RemoveAt(0);
        }
    }
}
