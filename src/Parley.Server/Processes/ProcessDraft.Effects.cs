using Parley.Engine.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>What a step asks for: booked with the instance, to be carried out once it is durable.</summary>
internal sealed partial class ProcessDraft
{
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
