using Parley.Engine.Expressions;
using Parley.Engine.Processes;
using Parley.Server.Processes;

namespace Parley.Cli.Processes;

/// <summary>
/// Drives an instance, and those it starts, without a server: the clock is set forward to the next timer, calls are made where a host is allowed,
/// events and answers come from files.
/// </summary>
internal sealed class OfflineRun(IReadOnlyList<ProcessDefinition> definitions, OfflineOptions options, HttpCaller caller, TextWriter? trace, TimeProvider time)
{
    private readonly ProcessSettings _settings = new() { Lifecycle = LifecycleDetail.Tasks, Seed = options.Seed };
    private readonly Queue<(OfflineInstance Instance, ProcessEvent Event, int Offered)> _happened = [];
    private readonly List<(DateTimeOffset Due, int Order, OfflineInstance Instance, string Key)> _timers = [];
    private readonly List<(OfflineInstance Instance, string Key, Task<ProcessEvent> Call)> _calls = [];
    private readonly List<OfflineInstance> _instances = [];
    private readonly List<JqValue> _events = [.. options.Events];
    private DateTimeOffset _now = options.At;
    private int _order;

    /// <summary>Runs the first definition to its end, or until it waits for what cannot come.</summary>
    public async Task<ProcessState> RunAsync(JqValue input, CancellationToken cancellationToken)
    {
        OfflineInstance first = Begin(definitions[0], "local", input, null);
        while (!first.State.IsEnded || _happened.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_happened.TryDequeue(out (OfflineInstance Instance, ProcessEvent Event, int Offered) next))
            {
                Take(next.Instance, next.Event, next.Offered);
            }
            else if (!await WaitAsync(cancellationToken))
            {
                break;
            }
        }

        return first.State;
    }

    private void Take(OfflineInstance instance, ProcessEvent happened, int offered)
    {
        if (offered >= 0 && instance.Taken.Contains(offered))
        {
            return;
        }

        ProcessStep step = ProcessMachine.Advance(instance.Definition, instance.State, happened, _settings);
        if (offered >= 0 && step.IsHandled)
        {
            instance.Taken.Add(offered);
        }

        Step(instance, step);
    }

    private OfflineInstance Begin(ProcessDefinition definition, string id, JqValue input, (OfflineInstance Parent, string Key)? awaited)
    {
        ProcessStep step = ProcessMachine.Start(definition, id, input, _now, _settings);
        OfflineInstance instance = new(definition, step.State) { Awaited = awaited };
        _instances.Add(instance);
        Step(instance, step);
        return instance;
    }

    // The next thing to come: a call's answer, else a timer. False when there is nothing to wait for.
    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        _timers.Sort((a, b) => a.Due != b.Due ? a.Due.CompareTo(b.Due) : a.Order.CompareTo(b.Order));
        if (_calls.Count > 0 || (options.IsRealTime && _timers.Count > 0))
        {
            return await WaitReallyAsync(cancellationToken);
        }

        if (_timers.Count == 0)
        {
            return false;
        }

        Fire();
        return true;
    }

    // While a call is under way the clock runs as fast as the real one, so that a timeout ends a call that hangs.
    private async Task<bool> WaitReallyAsync(CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        TimeSpan most = _timers.Count > 0 ? _timers[0].Due - _now : TimeSpan.FromMinutes(2);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task pause = Task.Delay(most < TimeSpan.Zero ? TimeSpan.Zero : most < TimeSpan.FromDays(40) ? most : TimeSpan.FromDays(40), time, stop.Token);
        await Task.WhenAny([pause, .. _calls.Select(c => c.Call)]);
        _now += time.GetElapsedTime(start);
        bool isDue = pause.IsCompleted;
        await stop.CancelAsync();
        foreach ((OfflineInstance Instance, string Key, Task<ProcessEvent> Call) call in _calls.Where(c => c.Call.IsCompleted).ToList())
        {
            _calls.Remove(call);
            ProcessEvent answer = await call.Call;
            Enqueue(call.Instance, answer with { At = _now });
        }

        if (isDue && _timers.Count > 0)
        {
            Fire();
        }

        cancellationToken.ThrowIfCancellationRequested();
        return isDue || _happened.Count > 0;
    }

    private void Fire()
    {
        (DateTimeOffset due, _, OfflineInstance instance, string key) = _timers[0];
        _timers.RemoveAt(0);
        _now = due > _now ? due : _now;
        Enqueue(instance, new TimerFired(key, _now));
    }

    private void Step(OfflineInstance instance, ProcessStep step)
    {
        instance.State = step.State;
        foreach (ProcessEffect effect in step.Effects)
        {
            Do(instance, effect);
        }

        if (step.State.IsEnded && step.IsHandled && instance.Awaited is { } awaited)
        {
            Enqueue(awaited.Parent, End(awaited.Key, step.State));
        }
    }

    private void Do(OfflineInstance instance, ProcessEffect effect)
    {
        switch (effect)
        {
            case TimerEffect timer:
                _timers.Add((timer.Due, _order++, instance, timer.Key));
                break;
            case HttpEffect call:
                _calls.Add((instance, call.Key, caller.CallAsync(call, CancellationToken.None)));
                break;
            case FunctionEffect or HumanTaskEffect:
                Enqueue(instance, Answer(effect.Key));
                break;
            case EmitEffect emit:
                Publish(emit.Event);
                break;
            case ListenEffect listen:
                instance.Listening.Add(listen.Key);
                OfferAll(instance);
                break;
            case ChildEffect child:
                Child(instance, child);
                break;
            case CancelEffect cancel:
                instance.Listening.Remove(cancel.Key);
                _timers.RemoveAll(t => t.Instance == instance && t.Key == cancel.Key);
                _calls.RemoveAll(c => c.Instance == instance && c.Key == cancel.Key);
                break;
            case ContinueEffect:
                Enqueue(instance, new ProcessContinued(_now));
                break;
            case LifecycleEffect { Type: "io.serverlessworkflow.task.started.v1" } started when trace is not null:
                string name = instance == _instances.FirstOrDefault() || _instances.Count == 0 ? "" : $"{instance.Definition.Name.Name} ";
                trace.WriteLine(name + Text(started.Data, "task"));
                break;
            default:
                break;
        }
    }

    private void Enqueue(OfflineInstance instance, ProcessEvent happened) => _happened.Enqueue((instance, happened, -1));

    private void Publish(JqValue emitted)
    {
        _events.Add(emitted);
        foreach (OfflineInstance instance in _instances.Where(i => i.Listening.Count > 0).ToList())
        {
            OfferAll(instance);
        }
    }

    // An event that came before anybody listened is offered all the same; each is taken once by an instance.
    private void OfferAll(OfflineInstance instance)
    {
        for (int i = 0; i < _events.Count; i++)
        {
            if (!instance.Taken.Contains(i))
            {
                _happened.Enqueue((instance, new EventReceived(_events[i], _now), i));
            }
        }
    }

    private void Child(OfflineInstance parent, ChildEffect effect)
    {
        ProcessDefinition? definition = definitions.LastOrDefault(d =>
            d.Name.Namespace == effect.Process.Namespace && d.Name.Name == effect.Process.Name
            && (effect.Process.Version is "latest" || d.Name.Version == effect.Process.Version));
        if (definition is null)
        {
            ProcessError error = ProcessError.Standard(ProcessErrorTypes.Configuration, "The process is not known", $"no file given with --with defines {effect.Process}");
            Enqueue(parent, new EffectFailed(effect.Key, error, _now));
            return;
        }

        Begin(definition, effect.Key, effect.Input, effect.IsAwaited ? (parent, effect.Key) : null);
    }

    private ProcessEvent End(string key, ProcessState state) => state.Status == ProcessStatus.Completed
        ? new EffectCompleted(key, state.Output ?? JqValue.Null, _now)
        : new EffectFailed(key, (state.Error ?? ProcessError.Standard(ProcessErrorTypes.Runtime, "The process was cancelled")) with { Instance = null }, _now);

    private ProcessEvent Answer(string key)
    {
        string reference = key[(key.LastIndexOf(":/", StringComparison.Ordinal) + 1)..].Split('@', '!')[0];
        string name = reference[(reference.LastIndexOf('/') + 1)..];
        return options.Answers.TryGetValue(reference, out JqValue? answer) || options.Answers.TryGetValue(name, out answer)
            ? new EffectCompleted(key, answer, _now)
            : new EffectFailed(key, ProcessError.Standard(
                ProcessErrorTypes.Communication, "Nobody answers without a server", $"give an answer for '{name}' in a file with --answers", 503), _now);
    }

    private static string Text(JqValue value, string member) => value.Member(member) is { Kind: JqKind.String } text ? text.AsString : "";
}
