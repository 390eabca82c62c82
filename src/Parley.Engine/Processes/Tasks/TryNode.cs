using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;

namespace Parley.Engine.Processes.Tasks;

/// <summary>
/// Tries, and catches. An error that fits is retried while the policy allows it; then the steps that were done are undone, where the definition asks
/// for it, and the handler runs. Where retries are used up and there is no handler the error goes on: it is never lost.
/// </summary>
internal sealed class TryNode(TaskHead head, TaskList list, CatchTemplate handler, bool undoes) : TaskNode(head)
{
    private const int Trying = 0;
    private const int Waiting = 1;
    private const int Undoing = 2;
    private const int Handling = 3;

    public override string Kind => "try";

    public override IEnumerable<TaskNode> Children => list.Tasks.Concat(handler.Do?.Tasks ?? []);

    public override IEnumerable<FlowDirective> Directives => handler.Then is null ? [Head.Then] : [Head.Then, handler.Then];

    /// <summary>Whether the steps done within it are undone when an error is caught.</summary>
    public bool Undoes => undoes;

    public TaskList Tried => list;

    public TaskList? Handler => handler.Do;

    public override void Enter(ProcessRun run, Frame frame)
    {
        frame.Attempt = 1;
        Try(run, frame);
    }

    public override void ChildDone(ProcessRun run, Frame frame, Frame child, JqValue output, FlowDirective directive)
    {
        if (frame.Phase == Undoing)
        {
            run.Undone(frame);
            Undo(run, frame);
        }
        else if (!run.Next(frame, frame.Phase == Trying ? list : handler.Do!, child, output, directive))
        {
            run.Complete(frame, output, frame.Phase == Handling ? handler.Then : null);
        }
    }

    public override bool Answer(ProcessRun run, Frame frame, string part, KeyedEvent answer)
    {
        if (answer is not TimerFired)
        {
            return false;
        }

        if (part == "retry")
        {
            Try(run, frame);
            return true;
        }

        // One attempt took too long: what it has begun is given up, and the error is one of the attempt's.
        ProcessError error = ProcessError.Standard(ProcessErrorTypes.Timeout, "The attempt took too long") with { Instance = Reference };
        Frame? child = run.Within(frame).FirstOrDefault();
        run.CancelWithin(frame);
        if (child is null || !Catches(run, frame, child, error))
        {
            run.Raise(frame, error);
        }

        return true;
    }

    public override bool Catches(ProcessRun run, Frame frame, Frame child, ProcessError error)
    {
        if (frame.Phase == Undoing)
        {
            run.UndoFailed(frame, error);
            Undo(run, frame);
            return true;
        }

        if (frame.Phase != Trying || !handler.Fits(error))
        {
            return false;
        }

        run.Stop(frame, "attempt");
        frame.SetLocal(handler.As, error.ToValue());
        return Holds(run, frame, handler.When, handler.ExceptWhen) switch
        {
            null => true,
            false => false,
            true => Handle(run, frame),
        };
    }

    public override string Occurrence(Frame frame) => frame.Phase == Undoing ? $"u{frame.Index}" : frame.Attempt > 1 ? $"a{frame.Attempt}" : "";

    private bool Handle(ProcessRun run, Frame frame)
    {
        if (handler.Retry is { } policy)
        {
            if (Holds(run, frame, policy.When, policy.ExceptWhen) is not { } wanted)
            {
                return true;
            }

            if (wanted && Retries.Next(run, frame, policy) is { } due)
            {
                Retry(run, frame, due);
                return true;
            }

            if (!run.Has(frame))
            {
                return true;
            }

            if (handler.Do is null)
            {
                return false;
            }
        }

        frame.Phase = Undoing;
        Undo(run, frame);
        return true;
    }

    private void Retry(ProcessRun run, Frame frame, DateTimeOffset due)
    {
        run.Retried(frame);
        frame.Phase = Waiting;
        frame.Visits = 0;
        frame.Attempt++;
        if (due <= run.Now)
        {
            Try(run, frame);
        }
        else
        {
            run.StartTimer(frame, "retry", due);
        }
    }

    private void Try(ProcessRun run, Frame frame)
    {
        frame.Phase = Trying;
        if (handler.Retry?.AttemptDuration is { } most)
        {
            if (run.Due(frame, most, frame.Input) is not { } due)
            {
                return;
            }

            run.StartTimer(frame, "attempt", due);
        }

        if (!run.First(frame, list, frame.Input))
        {
            run.Complete(frame, frame.Input);
        }
    }

    private void Undo(ProcessRun run, Frame frame)
    {
        if (undoes && run.UndoNext(frame, frame.Id))
        {
            return;
        }

        frame.Phase = Handling;
        frame.Visits = 0;
        if (handler.Do is null || !run.First(frame, handler.Do, frame.Input))
        {
            run.Complete(frame, frame.Input, handler.Then);
        }
    }

    // Null when an expression failed, which has raised an error of its own.
    private static bool? Holds(ProcessRun run, Frame frame, Templates.Template? when, Templates.Template? exceptWhen)
    {
        JqValue? wanted = when is null ? JqValue.True : run.Evaluate(frame, when, frame.Input);
        if (wanted is null)
        {
            return null;
        }

        JqValue? excepted = exceptWhen is null ? JqValue.False : run.Evaluate(frame, exceptWhen, frame.Input);
        return excepted is null ? null : wanted.IsTruthy && !excepted.IsTruthy;
    }
}
