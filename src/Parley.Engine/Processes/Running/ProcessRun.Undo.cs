using Parley.Engine.Expressions;
using TryNode = Parley.Engine.Processes.Tasks.TryNode;

namespace Parley.Engine.Processes.Running;

/// <summary>Compensation: which completed steps can be undone, and undoing them in reverse.</summary>
internal sealed partial class ProcessRun
{
    /// <summary>Begins to undo the last step that is still to be undone; false when there is none.</summary>
    /// <param name="frame">The task that undoes.</param>
    /// <param name="scope">The try whose steps are meant; null for all.</param>
    public bool UndoNext(Frame frame, int? scope)
    {
        if (!Has(frame))
        {
            return true;
        }

        UndoEntry? entry = _undo.LastOrDefault(u => !u.HasFailed && (scope is null || u.Scopes.Contains(scope.Value)));
        if (entry is null)
        {
            return false;
        }

        frame.Index = entry.Number;
        Push(frame, Definition.Functions[entry.Function], entry.Given);
        return true;
    }

    /// <summary>The step that was being undone is undone.</summary>
    public void Undone(Frame frame)
    {
        int at = _undo.FindIndex(u => u.Number == frame.Index);
        Note(new HistoryEntry(Now, "undone", _undo[at].Task, _undo[at].Occurrence));
        _undo.RemoveAt(at);
    }

    /// <summary>The step that was being undone could not be: it stays in the state, for a person, and the others are undone all the same.</summary>
    public void UndoFailed(Frame frame, ProcessError error)
    {
        int at = _undo.FindIndex(u => u.Number == frame.Index);
        Note(new HistoryEntry(Now, "undo-failed", _undo[at].Task, _undo[at].Occurrence));
        _undo[at] = _undo[at] with { Failure = error };
    }

    /// <summary>All is undone that could be: the process ends as it was to.</summary>
    public void EndUndone()
    {
        CancelAll();
        End(_outcome ?? ProcessStatus.Faulted);
    }

    private void RememberUndoing(Frame frame, JqValue output)
    {
        if (frame.Task.Head.Undo is not { } function || IsUndoing(frame))
        {
            return;
        }

        if (_undo.Count >= Settings.Budget.Undoings)
        {
            _undo.RemoveAt(0);
        }

        List<int> scopes = [];
        for (Frame? at = _frames.GetValueOrDefault(frame.Parent); at is not null; at = _frames.GetValueOrDefault(at.Parent))
        {
            if (at.Task is TryNode { Undoes: true })
            {
                scopes.Add(at.Id);
            }
        }

        JqValue given = Values.Of(("input", frame.Input), ("output", output));
        _undo.Add(new UndoEntry(++_undoCount, function, frame.Task.Reference, frame.Occurrence, given, scopes));
    }

    private void Undo(ProcessStatus outcome)
    {
        if (_undo.All(u => u.HasFailed))
        {
            End(outcome);
            return;
        }

        _outcome = outcome;
        Frame root = new(++_frameCount, 0, 0, Definition.UndoRoot, "", JqValue.Null) { StartedAt = Now, IsBegun = true };
        _frames.Add(root.Id, root);
        Definition.UndoRoot.Enter(this, root);
    }
}
