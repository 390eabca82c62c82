using System.Globalization;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>What an instance makes of each thing that comes: each says whether the instance had waited for it.</summary>
internal sealed partial class ProcessDraft
{
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
}
