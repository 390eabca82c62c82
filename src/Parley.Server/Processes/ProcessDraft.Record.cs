using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>What is kept of the step for replays, and what an instance that runs another again takes from that one's record.</summary>
internal sealed partial class ProcessDraft
{
    private void Note(RecordedStep step) => _content.Record?.Add(step.ToBytes());

    // An instance's own row is written anew by each step, so that what has grown beyond a measure goes into a row of its own, once.
    private void Spill()
    {
        if (_content.Record is not { IsFull: true } record)
        {
            return;
        }

        long id = tools.Store.Ids.Next();
        Steps.Add((id, before.Key.Seal(Storage.SealedPlace.ProcessSteps, record.TakePiece(id, _definition.Id, _content.State))));
        DroppedSteps.AddRange(record.DropOldest());
    }

    /// <summary>Takes what the record has the answers to, in the order of then. It is as if it came now: nothing is carried out for it.</summary>
    private void TakeKept()
    {
        while (_parked is null && _content.Kept is { } kept && _state is { IsEnded: false })
        {
            KeyedEvent? answer = kept.NextAnswer;
            if (kept.Events.FirstOrDefault(e => (answer is null || e.At <= answer.At) && Offer(e)) is { } taken)
            {
                kept.Events.Remove(taken);
            }
            else if (answer is null)
            {
                return;
            }
            else
            {
                kept.Answers.Remove(answer);
                Advance(answer);
            }
        }
    }

    private bool Offer(KeptEvent taken)
    {
        if (_content.Listens.Count == 0 || !Advance(new EventReceived(taken.Event, taken.At), null, taken.Id))
        {
            return false;
        }

        _content.Taken.Add(taken.Id);
        return true;
    }

    // What was taken from a record has the time of then; a time that is still to pass begins now.
    private TimeSpan Late() => _content.Kept is not null && _state is { } state && state.At < now ? now - state.At : TimeSpan.Zero;
}
