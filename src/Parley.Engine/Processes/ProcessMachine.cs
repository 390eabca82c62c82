using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;

namespace Parley.Engine.Processes;

/// <summary>
/// The pure step function: definition, state and event in; new state and effects out. Without clock, chance or I/O: the same given, the same got.
/// Whoever drives it stores state and effects in one transaction, carries the effects out, and gives what comes of them as events.
/// </summary>
public static class ProcessMachine
{
    /// <summary>Begins an instance.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="instance">The instance's identifier: unique, for it is part of every key.</param>
    /// <param name="input">The input.</param>
    /// <param name="at">When it begins.</param>
    /// <param name="settings">The settings.</param>
    public static ProcessStep Start(ProcessDefinition definition, string instance, JqValue input, DateTimeOffset at, ProcessSettings settings)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrEmpty(instance);
        DateTimeOffset start = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
        ProcessState state = new() { Instance = instance, Definition = definition.Name, At = start, StartedAt = start, Input = input, Context = JqValue.Null };
        ProcessRun run = new(definition, state, settings, start);
        run.Start();
        run.Drain();
        return run.ToStep();
    }

    /// <summary>Takes an event. An instance that has ended, or does not wait for the event, is answered as it was.</summary>
    /// <param name="definition">The definition that the instance runs on.</param>
    /// <param name="state">The state.</param>
    /// <param name="happened">The event.</param>
    /// <param name="settings">The settings.</param>
    public static ProcessStep Advance(ProcessDefinition definition, ProcessState state, ProcessEvent happened, ProcessSettings settings)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(settings);
        if (state.Definition != definition.Name)
        {
            throw new ArgumentException($"The instance runs on {state.Definition}, not on {definition.Name}.", nameof(definition));
        }

        if (state.IsEnded)
        {
            return new ProcessStep(state, [], IsHandled: false);
        }

        ProcessRun run = new(definition, state, settings, happened.At);
        if (!run.Take(happened))
        {
            return new ProcessStep(state, [], IsHandled: false);
        }

        run.Drain();
        return run.ToStep();
    }
}
