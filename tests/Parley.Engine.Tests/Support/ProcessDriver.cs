using System.Text;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes;

namespace Parley.Engine.Tests.Support;

/// <summary>Drives instances without a server: calls are answered from a list, timers fire in order on a clock of the driver's own.</summary>
internal sealed class ProcessDriver(params ProcessDefinition[] definitions)
{
    private readonly Queue<(string Instance, ProcessEvent Event)> _happened = [];
    private readonly List<(DateTimeOffset Due, string Instance, string Key)> _timers = [];
    private readonly Dictionary<string, (ProcessDefinition Definition, ProcessState State)> _instances = [];
    private readonly Dictionary<string, (string Instance, string Key)> _awaited = [];
    private readonly Dictionary<string, HashSet<JqValue>> _taken = [];

    public static DateTimeOffset Start { get; } = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    public ProcessSettings Settings { get; init; } = new() { Lifecycle = LifecycleDetail.Tasks };

    /// <summary>Whether each state is written and read back before it is used.</summary>
    public bool Stores { get; init; }

    /// <summary>Answers an HTTP request; null never answers.</summary>
    public Func<HttpEffect, HttpAnswer?> Http { get; init; } = _ => new HttpAnswer(500, new Dictionary<string, string>(), default);

    /// <summary>Answers a function or a person.</summary>
    public Func<ProcessEffect, JqValue?> Answer { get; init; } = _ => null;

    public List<JqValue> Events { get; } = [];

    /// <summary>Whether a step that was cut off is gone on with before anything else happens: as if it had not been cut off.</summary>
    public bool ContinuesFirst { get; init; } = true;

    /// <summary>Picks which of so many waiting things happens next.</summary>
    public Func<int, int> Pick { get; init; } = _ => 0;

    public DateTimeOffset Now { get; private set; } = Start;

    public List<ProcessEffect> Effects { get; } = [];

    public List<ProcessState> States { get; } = [];

    public ProcessState State => _instances["p1"].State;

    /// <summary>The tasks in the order they began.</summary>
    public IEnumerable<string> Tasks => Effects.OfType<LifecycleEffect>()
        .Where(e => e.Type == "io.serverlessworkflow.task.started.v1").Select(e => e.Data.Member("task")!.AsString);

    /// <summary>Reads a definition that must be sound.</summary>
    public static ProcessDefinition Read(string text)
    {
        IssueSink issues = new();
        return ProcessReader.Read("process.yaml", text, issues) ?? throw new InvalidOperationException(string.Join("\n", issues.Issues));
    }

    /// <summary>A definition of these tasks.</summary>
    public static ProcessDefinition Of(string rest) =>
        Read("document: { dsl: '1.0.0', namespace: test, name: sample, version: '1.0.0' }\n" + rest);

    public static JqValue Json(string text) => JqValue.TryParse(Encoding.UTF8.GetBytes(text), out JqValue? value, out string? fault) ? value : throw new FormatException(fault);

    public ProcessState Run(string input) => Run(Json(input));

    /// <summary>Runs the first definition until nothing is left to happen.</summary>
    public ProcessState Run(JqValue input)
    {
        Begin(definitions[0], "p1", input);
        while (Go())
        {
        }

        return State;
    }

    public void Begin(ProcessDefinition definition, string id, JqValue input)
    {
        ProcessStep step = ProcessMachine.Start(definition, id, input, Now, Settings);
        _instances[id] = (definition, step.State);
        Take(id, step);
    }

    /// <summary>Lets one thing happen; false when nothing is left.</summary>
    public bool Go()
    {
        if (_happened.Count > 0)
        {
            List<(string Instance, ProcessEvent Event)> waiting = [.. _happened];
            int cut = ContinuesFirst ? waiting.FindIndex(w => w.Event is ProcessContinued) : -1;
            (string Instance, ProcessEvent Event) next = waiting[cut >= 0 ? cut : Pick(waiting.Count)];
            waiting.Remove(next);
            _happened.Clear();
            waiting.ForEach(_happened.Enqueue);
            Give(next.Instance, next.Event);
            return true;
        }

        if (_timers.Count == 0)
        {
            return false;
        }

        (DateTimeOffset Due, string Instance, string Key) timer = _timers.MinBy(t => t.Due);
        _timers.Remove(timer);
        Now = timer.Due > Now ? timer.Due : Now;
        Give(timer.Instance, new TimerFired(timer.Key, Now));
        return true;
    }

    /// <summary>Gives an event; the answer says whether it was waited for.</summary>
    public bool Give(string id, ProcessEvent happened)
    {
        (ProcessDefinition definition, ProcessState state) = _instances[id];
        HashSet<JqValue> taken = _taken.TryGetValue(id, out HashSet<JqValue>? known) ? known : _taken[id] = [];
        if (happened is EventReceived offered && taken.Contains(offered.Event))
        {
            return false;
        }

        ProcessStep step = ProcessMachine.Advance(definition, Stores ? Stored(definition, state) : state, happened, Settings);
        if (happened is EventReceived received && step.IsHandled)
        {
            taken.Add(received.Event);
        }

        Take(id, step);
        return step.IsHandled;
    }

    private static ProcessState Stored(ProcessDefinition definition, ProcessState state)
    {
        byte[] written = state.ToUtf8();
        if (!ProcessState.TryRead(written, definition, out ProcessState? read, out string? fault))
        {
            throw new InvalidOperationException(fault);
        }

        return read.ToUtf8().AsSpan().SequenceEqual(written) ? read : throw new InvalidOperationException("what was read is not what was written");
    }

    private void Take(string id, ProcessStep step)
    {
        _instances[id] = (_instances[id].Definition, step.State);
        States.Add(step.State);
        foreach (ProcessEffect effect in step.Effects)
        {
            ProcessEffect stored = ProcessEffect.TryRead(effect.ToValue()) ?? throw new InvalidOperationException("an effect cannot be stored");
            Effects.Add(effect);
            Do(id, Stores ? stored : effect);
        }

        if (step.State.IsEnded && step.IsHandled && _awaited.Remove(id, out (string Instance, string Key) parent))
        {
            _happened.Enqueue((parent.Instance, step.State.Status == ProcessStatus.Completed
                ? new EffectCompleted(parent.Key, step.State.Output!, Now)
                : new EffectFailed(parent.Key, step.State.Error!, Now)));
        }
    }

    private void Do(string id, ProcessEffect effect)
    {
        switch (effect)
        {
            case TimerEffect timer:
                _timers.Add((timer.Due, id, timer.Key));
                break;
            case HttpEffect call when Http(call) is { } answer:
                _happened.Enqueue((id, new HttpAnswered(call.Key, answer, Now)));
                break;
            case FunctionEffect or HumanTaskEffect when Answer(effect) is { } given:
                _happened.Enqueue((id, new EffectCompleted(effect.Key, given, Now)));
                break;
            case EmitEffect emit:
                Events.Add(emit.Event);
                Offer(id);
                break;
            case ListenEffect:
                Offer(id);
                break;
            case ChildEffect child:
                _instances[child.Key] = default;
                if (child.IsAwaited)
                {
                    _awaited[child.Key] = (id, child.Key);
                }

                Begin(definitions.Single(d => d.Name.Name == child.Process.Name), child.Key, child.Input);
                break;
            case CancelEffect cancel:
                _timers.RemoveAll(t => t.Key == cancel.Key);
                break;
            case ContinueEffect:
                _happened.Enqueue((id, new ProcessContinued(Now)));
                break;
            default:
                break;
        }
    }

    private void Offer(string id) => Events.ForEach(e => _happened.Enqueue((id, new EventReceived(e, Now))));
}
