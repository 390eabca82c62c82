using Microsoft.Extensions.Logging;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Carries out what steps asked for, and gives what came of it back as events. Whatever is begun again after a crash has the same key as before.</summary>
internal sealed class ProcessEffects(HttpCaller caller, IEnumerable<IProcessFunction> functions, ILogger<ProcessEffects> log) : IDisposable
{
    private readonly Dictionary<string, IProcessFunction> _functions = functions.ToDictionary(f => f.Name, StringComparer.Ordinal);
    private readonly CancellationTokenSource _close = new();
    private int _underWay;

    /// <summary>How much is being carried out.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Begins nothing more.</summary>
    public void Close() => _close.Cancel();

    /// <summary>Begins to carry something out, unless it is being carried out already.</summary>
    public void Begin(ProcessRunner runner, LiveProcess live, Pending pending)
    {
        CancellationTokenSource stop = new();
        if (_close.IsCancellationRequested || !live.TryBegin(pending.Key, stop))
        {
            stop.Dispose();
            return;
        }

        Interlocked.Increment(ref _underWay);
        ProcessInstance instance = live.Instance!;
        _ = Task.Run(() => RunAsync(runner, live, instance, pending, stop));
    }

    /// <inheritdoc/>
    public void Dispose() => _close.Dispose();

    private async Task RunAsync(ProcessRunner runner, LiveProcess live, ProcessInstance instance, Pending pending, CancellationTokenSource stop)
    {
        Arrival? arrival = null;
        try
        {
            arrival = await CarryAsync(runner, instance, pending, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // No longer wanted: nobody waits for an answer.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The last guard of a call: whatever a function did not foresee is the process's to catch.
            Log.ProcessEffectFailed(log, PublicId.Process(live.Id), instance.Row.Name, failure);
            arrival = Answered(pending.Key, ProcessAnswer.Failed(ProcessErrorTypes.Runtime, "The function failed", failure.GetType().Name));
        }
        finally
        {
            // Handed on before it is let go of, so that the instance stays in memory until it has the answer.
            if (arrival is not null)
            {
                runner.Post([(live.Id, arrival)]);
            }

            live.End(pending.Key, runner.Release);
            stop.Dispose();
            Interlocked.Decrement(ref _underWay);
        }
    }

    private Task<Arrival?> CarryAsync(ProcessRunner runner, ProcessInstance instance, Pending pending, CancellationToken cancellationToken) => pending switch
    {
        { Kind: PendingKind.Tell } => TellAsync(runner, instance),
        { Kind: PendingKind.Cancel } => CancelAsync(runner, instance, pending.Key, cancellationToken),
        { Effect: HttpEffect call } => CallAsync(instance, call, cancellationToken),
        { Effect: FunctionEffect function } => CallAsync(instance, function, cancellationToken),
        { Effect: HumanTaskEffect task } => CallAsync(instance, ParleyFunctions.AskPerson, task.Key, task.Arguments, cancellationToken),
        { Effect: ContinueEffect } => Task.FromResult<Arrival?>(new Arrival.Happened(at => new ProcessContinued(at))),
        { Effect: ChildEffect child } => Task.FromResult<Arrival?>(Answered(child.Key, ProcessAnswer.Failed(
            ProcessErrorTypes.Configuration, "The process is not known", $"the workspace has no process {child.Process}"))),
        _ => Task.FromResult<Arrival?>(new Arrival.Carried(pending.Key, false)),
    };

    private static Arrival.Happened Answered(string key, ProcessAnswer answer) => new(at => answer.ToEvent(key, at)) { Exchanges = answer.Exchanges };

    private async Task<Arrival?> CallAsync(ProcessInstance instance, HttpEffect call, CancellationToken cancellationToken)
    {
        ProcessEvent answer = await caller.CallAsync(call with { Key = KeyOf(instance, call.Key) }, cancellationToken);
        return new Arrival.Happened(at => answer is KeyedEvent keyed ? keyed with { Key = call.Key, At = at } : answer with { At = at });
    }

    // What an instance that was run again asked for, and of which nobody knows whether it happened, is told from others by the key of then.
    private static string KeyOf(ProcessInstance instance, string key) => instance.Content.Kept?.Keys.GetValueOrDefault(key) ?? key;

    private async Task<Arrival?> CallAsync(ProcessInstance instance, FunctionEffect function, CancellationToken cancellationToken)
    {
        string key = KeyOf(instance, function.Key);
        Arrival? arrival = await CallAsync(instance, function.Function, key, function.Arguments, cancellationToken);
        return key == function.Key ? arrival : arrival switch
        {
            Arrival.Happened happened => happened with { At = at => ((KeyedEvent)happened.At(at)) with { Key = function.Key } },
            Arrival.Carried carried => carried with { Key = function.Key },
            _ => arrival,
        };
    }

    private async Task<Arrival?> CallAsync(ProcessInstance instance, string name, string key, JqValue arguments, CancellationToken cancellationToken)
    {
        if (!_functions.TryGetValue(name, out IProcessFunction? function))
        {
            return Answered(key, ProcessAnswer.Failed(ProcessErrorTypes.Configuration, "The function is not there", $"this installation has no function '{name}'"));
        }

        ProcessAnswer? answer = await function.CallAsync(Call(instance, key, arguments), cancellationToken);
        return answer is null ? new Arrival.Carried(key, IsHanded: true) : Answered(key, answer);
    }

    // The parent's step that takes this notes in the same breath that it was told; until then it is told again.
    private static Task<Arrival?> TellAsync(ProcessRunner runner, ProcessInstance instance)
    {
        (string key, ProcessState state) = (instance.Row.ParentKey!, instance.State!);
        ProcessAnswer answer = state.Status == ProcessStatus.Completed
            ? ProcessAnswer.Of(state.Output ?? JqValue.Null)
            : new ProcessAnswer(null, (state.Error ?? ProcessError.Standard(ProcessErrorTypes.Runtime, "The process was cancelled")) with { Instance = null });
        runner.Post([(instance.Row.Parent!.Value, new Arrival.Happened(at => answer.ToEvent(key, at)) { Child = instance.Row.Id, Exchanges = instance.Content.Exchanges })]);
        return Task.FromResult<Arrival?>(null);
    }

    private async Task<Arrival?> CancelAsync(ProcessRunner runner, ProcessInstance instance, string key, CancellationToken cancellationToken)
    {
        if (instance.Content.Children.TryGetValue(key, out long child))
        {
            await runner.PostAsync(child, done => new Arrival.Happened(at => new ProcessCancelled(Undo: true, at)) { Done = done }, cancellationToken);
        }
        else
        {
            foreach (IProcessFunction function in _functions.Values)
            {
                await function.CancelAsync(Call(instance, key, JqValue.Null), cancellationToken);
            }
        }

        return new Arrival.Carried(key, IsHanded: false);
    }

    private static ProcessCall Call(ProcessInstance instance, string key, JqValue arguments) =>
        new(key, arguments, PublicId.Process(instance.Row.Id), instance.Definition);
}
