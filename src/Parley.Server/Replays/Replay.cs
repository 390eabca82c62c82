using Parley.Engine.Processes;
using Parley.Server.Processes;

namespace Parley.Server.Replays;

/// <summary>A run that is being made again, step by step.</summary>
/// <param name="run">What is found.</param>
/// <param name="instance">The instance's identifier.</param>
internal sealed class Replay(InstanceRun run, string instance)
{
    private readonly Dictionary<string, RanEffect> _asked = new(StringComparer.Ordinal);
    private ProcessState? _state;

    /// <summary>The definition of the step.</summary>
    public KeptDefinition? Definition { get; set; }

    /// <summary>The number of the next step.</summary>
    public long Number { get; private set; } = run.First;

    /// <summary>Begins with a state.</summary>
    public void Begin(KeptDefinition definition, ProcessState state) => (Definition, _state) = (definition, state);

    /// <summary>Makes a step again, and compares what it asks for.</summary>
    public void Make(RecordedStep recorded, ProcessSettings settings)
    {
        long number = Number++;
        ProcessState? before = _state;
        try
        {
            if (Step(recorded, settings) is { } step)
            {
                _state = step.State;
                Compare(recorded, step, number);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The last guard: a step that went then and fails now is what a replay is to find.
            run.Comparison.Word("step", NameOf(recorded), "went", "fails: " + fault.GetType().Name);
        }

        run.Steps.Add(new RanStep(number, recorded, NewIn(_state, before)));
        MarkUndone(run.Steps[^1].History);
    }

    /// <summary>Compares where it ended up with what is stored.</summary>
    public void CompareEnd(ProcessState stored)
    {
        if (_state is null)
        {
            return;
        }

        run.Comparison.Ends(stored, _state, ProcessJson.StatusOf(_state.Status), stored.Error?.Instance ?? _state.Error?.Instance ?? "instance");
        run.Comparison.Word("under way", "instance", string.Join(' ', stored.Tasks), string.Join(' ', _state.Tasks));
        run.Comparison.Word("context", "instance", "value", stored.Context.Equals(_state.Context) ? "value" : "other value");
    }

    /// <summary>A place as it is shown: the task, which run of it, and the line where it stands.</summary>
    public static string NameOf(EffectPlace place) =>
        $"{(place.Task.Length == 0 ? "process" : place.Task)}{(place.Occurrence.Length == 0 ? "" : "@" + place.Occurrence)}"
        + $"{(place.Part.Length == 0 ? "" : " " + place.Part)}{(place.Line == 0 ? "" : $" (line {place.Line})")}";

    private ProcessStep? Step(RecordedStep recorded, ProcessSettings settings)
    {
        ProcessDefinition definition = Definition!.Definition;
        switch (recorded.Kind)
        {
            case RecordedKind.Started:
                return ProcessMachine.Start(definition, instance, run.Found.State!.Input, recorded.At, settings);
            case RecordedKind.Moved:
                _state = ProcessMove.Move(_state!, definition);
                return null;
            default:
                ProcessStep step = ProcessMachine.Advance(definition, _state!, recorded.Event!, settings);
                if (recorded.Event is KeyedEvent keyed && _asked.TryGetValue(keyed.Key, out RanEffect? asked))
                {
                    asked.Answer = keyed;
                }

                if (!step.IsHandled)
                {
                    run.Comparison.Word("answer", NameOf(recorded), "taken", "not waited for");
                }

                return step;
        }
    }

    private void Compare(RecordedStep recorded, ProcessStep step, long number)
    {
        IReadOnlyList<RecordedEffect> now = RecordedStep.EffectsOf(step, instance);
        foreach ((ProcessEffect effect, RecordedEffect known) in step.Effects.Where(e => e is not LifecycleEffect).Zip(now))
        {
            if (effect is not (CancelEffect or ContinueEffect or ListenEffect))
            {
                RanEffect ran = new(known.Key, EffectPlace.Of(Definition!.Definition, known.Key), effect, known.Hash, number);
                _asked[effect.Key] = ran;
                run.Effects.Add(ran);
            }
        }

        ILookup<(string, bool), RecordedEffect> before = recorded.Effects.ToLookup(NameOf);
        ILookup<(string, bool), RecordedEffect> after = now.ToLookup(NameOf);
        foreach ((string Key, bool) name in recorded.Effects.Concat(now).Select(NameOf).Distinct())
        {
            (RecordedEffect? was, RecordedEffect? then) = (before[name].FirstOrDefault(), after[name].FirstOrDefault());
            string asked = then is null ? "" : was is not null && was.Kind == then.Kind && was.Hash != then.Hash ? "other " + then.Kind : then.Kind;
            run.Comparison.Word("effect", NameOf(EffectPlace.Of(Definition!.Definition, name.Key)), was?.Kind ?? "", asked);
        }
    }

    // What is taken back has the key of what is taken back.
    private static (string Key, bool IsCancel) NameOf(RecordedEffect effect) => (effect.Key, effect.Kind == "cancel");

    private string NameOf(RecordedStep recorded) => recorded.Event switch
    {
        KeyedEvent keyed when keyed.Key.Length > instance.Length => NameOf(EffectPlace.Of(Definition!.Definition, keyed.Key[(instance.Length + 1)..])),
        EventReceived => "event",
        _ => "instance",
    };

    // As many of the newest entries as there are more than before.
    private static IReadOnlyList<HistoryEntry> NewIn(ProcessState? after, ProcessState? before)
    {
        long more = Total(after) - Total(before);
        return after is null || more <= 0 ? [] : [.. after.History.TakeLast((int)Math.Min(more, after.History.Count))];

        static long Total(ProcessState? state) => state is null ? 0 : state.HistoryDropped + state.History.Count;
    }

    private void MarkUndone(IReadOnlyList<HistoryEntry> history)
    {
        foreach (HistoryEntry undone in history.Where(h => h.What == "undone"))
        {
            string run = undone.Occurrence.TrimStart('.');
            foreach (RanEffect effect in _asked.Values.Where(e => IsWithin(e.Place, undone.Task) && e.Place.Occurrence.StartsWith(run, StringComparison.Ordinal)))
            {
                effect.IsUndone = true;
            }
        }
    }

    /// <summary>Whether a place is a task or within it.</summary>
    public static bool IsWithin(EffectPlace place, string task) =>
        place.Task.StartsWith(task, StringComparison.Ordinal) && (place.Task.Length == task.Length || place.Task[task.Length] == '/');
}
