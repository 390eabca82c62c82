namespace Parley.Engine.Expressions;

/// <summary>How much a run may use. Counted, never timed, so that the same program and input always end the same way.</summary>
public sealed record JqBudget
{
    /// <summary>Enough for any mapping of one message.</summary>
    public static JqBudget Default { get; } = new();

    /// <summary>For programs run at a command line, where whoever started one can stop it: no end of steps or size, and jq's own depth of values.</summary>
    public static JqBudget Generous { get; } = new() { Steps = long.MaxValue, Depth = 1_000_000, OutputSize = long.MaxValue, Nesting = 10_000 };

    /// <summary>Steps of evaluation; about ten million a second.</summary>
    public long Steps { get; init; } = 5_000_000;

    /// <summary>Calls within calls. Deeper than about 2000 may meet the limit of the thread's stack first, which is reported the same way.</summary>
    public int Depth { get; init; } = 1_000;

    /// <summary>Levels of arrays and objects within a value.</summary>
    public int Nesting { get; init; } = JqValue.DeepestNesting;

    /// <summary>The size, in characters when written as JSON, of any one value on the way and of all outputs together.</summary>
    public long OutputSize { get; init; } = 16_000_000;
}
