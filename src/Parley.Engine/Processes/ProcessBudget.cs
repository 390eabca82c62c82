using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>What an instance may use. Counted, never timed, so that the same events always end the same way.</summary>
public sealed record ProcessBudget
{
    /// <summary>Enough for a process that spans months.</summary>
    public static ProcessBudget Default { get; } = new();

    /// <summary>How many tasks one step begins; then it ends with <see cref="ContinueEffect"/>, so that no step holds a transaction for long.</summary>
    public int TasksInStep { get; init; } = 1_000;

    /// <summary>How many tasks an instance begins in its life; past it, it is faulted with a runtime error that nothing can catch.</summary>
    public long Tasks { get; init; } = 1_000_000;

    /// <summary>How many tasks may be under way together.</summary>
    public int Together { get; init; } = 10_000;

    /// <summary>The most bytes of the state as JSON; past it the instance is faulted.</summary>
    public int StateBytes { get; init; } = 16 << 20;

    /// <summary>How many entries of the history are kept; older ones are dropped and counted.</summary>
    public int History { get; init; } = 100;

    /// <summary>How many completed steps with an undoing are remembered.</summary>
    public int Undoings { get; init; } = 10_000;

    /// <summary>What one evaluation of an expression may use.</summary>
    public JqBudget Expression { get; init; } = new() { Steps = 2_000_000, OutputSize = 8_000_000 };
}
