using Parley.Engine.Processes;
using Parley.Server.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>
/// Runs an instance by a changed definition, given what it took then: the same answers to the same tasks, whatever they ask now. What it asks for is compared
/// with what it asked for, and never carried out.
/// </summary>
internal sealed class InstanceShadow
{
    private const int MostSteps = 100_000;

    private readonly InstanceRun _run;
    private readonly ProcessDefinition _definition;
    private readonly ProcessSettings _settings;
    private readonly string _instance;
    private readonly Comparison _comparison = new();
    private readonly List<RanEffect> _then;
    private readonly List<KeptEvent> _events;
    private readonly List<KeyedEvent> _answers = [];
    private ProcessState? _state;

    private InstanceShadow(InstanceRun run, ProcessDefinition definition, ProcessSettings settings)
    {
        (_run, _definition, _settings, _instance) = (run, definition, settings, PublicId.Process(run.Found.Row.Id));
        _then = [.. run.Effects];
        _events = [.. run.Steps.Where(s => s.Recorded.Event is EventReceived).Select(s => new KeptEvent(s.Recorded.Offered, ((EventReceived)s.Recorded.Event!).Event, s.Recorded.At))];
    }

    /// <summary>What comes out otherwise; none when it comes out the same.</summary>
    /// <param name="run">The instance, run again as it ran, from its input on.</param>
    /// <param name="definition">The changed definition.</param>
    /// <param name="settings">The settings of steps under the changed workspace.</param>
    public static IReadOnlyList<ReplayDifference> Compare(InstanceRun run, ProcessDefinition definition, ProcessSettings settings)
    {
        InstanceShadow shadow = new(run, definition, settings);
        try
        {
            shadow.Run();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The last guard, as when a step is made in earnest: the instance would be put aside.
            shadow._comparison.Word("step", "instance", "went", "fails: " + fault.GetType().Name);
            return shadow._comparison.Differences;
        }

        shadow.CompareEnd();
        return shadow._comparison.Differences;
    }

    private void Run()
    {
        Take(ProcessMachine.Start(_definition, _instance, _run.Found.State!.Input, _run.Steps[0].Recorded.At, _settings));
        for (int steps = 0; steps < MostSteps && !_state!.IsEnded && Next(); steps++)
        {
        }
    }

    private bool Next()
    {
        KeyedEvent? answer = _answers.MinBy(a => a.At);
        foreach (KeptEvent taken in _events.Where(e => answer is null || e.At <= answer.At).ToArray())
        {
            if (Advance(new EventReceived(taken.Event, taken.At)))
            {
                _events.Remove(taken);
                return true;
            }
        }

        if (answer is null)
        {
            return false;
        }

        _answers.Remove(answer);
        Advance(answer);
        return true;
    }

    private bool Advance(ProcessEvent happened)
    {
        ProcessStep step = ProcessMachine.Advance(_definition, _state!, happened, _settings);
        if (step.IsHandled)
        {
            Take(step);
        }

        return step.IsHandled;
    }

    private void Take(ProcessStep step)
    {
        _state = step.State;
        foreach (ProcessEffect effect in step.Effects)
        {
            if (effect is ContinueEffect)
            {
                Advance(new ProcessContinued(_state.At));
            }
            else if (effect is not (LifecycleEffect or CancelEffect or ListenEffect))
            {
                Take(effect, step.State.At);
            }
        }
    }

    private void Take(ProcessEffect effect, DateTimeOffset at)
    {
        string key = RecordedStep.KeyOf(effect, _instance);
        long hash = EffectHash.Of(effect, _instance, at);
        string kind = EffectHash.KindOf(effect);
        string place = Replay.NameOf(EffectPlace.Of(_definition, key));
        RanEffect? then = _then.Find(e => e.Key == key) ?? _then.Find(e => e.Hash == hash && KeptEffects.Place(e.Key) != KeptEffects.Place(key));
        if (then is null)
        {
            _comparison.Word("effect", place, "", kind);
            return;
        }

        _then.Remove(then);
        if (then.Hash != hash)
        {
            string was = EffectHash.KindOf(then.Effect);
            _comparison.Word("effect", place, was, was == kind ? "other " + kind : kind);
        }
        else if (then.Key != key)
        {
            _comparison.Word("effect", place, "at " + Replay.NameOf(then.Place), kind);
        }

        if (then.Answer is KeyedEvent answer && then.Effect.GetType() == effect.GetType())
        {
            _answers.Add(answer with { Key = effect.Key });
        }
    }

    private void CompareEnd()
    {
        ProcessState stored = _run.Found.State!;
        foreach (RanEffect left in _then)
        {
            _comparison.Word("effect", Replay.NameOf(left.Place), EffectHash.KindOf(left.Effect), "");
        }

        // A person ended it: where the changed one would stand then is no difference.
        if (stored.Status == ProcessStatus.Cancelled)
        {
            return;
        }

        string standing = _state!.IsEnded ? ProcessJson.StatusOf(_state.Status) : "waits at " + string.Join(' ', _state.Tasks);
        _comparison.Ends(stored, _state, standing, "instance");
    }
}
