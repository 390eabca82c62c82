namespace Parley.Engine.Expressions;

/// <summary>How much a run may use. Counted, never timed, so that the same program and input always end the same way.</summary>
public sealed record JqBudget
{
    /// <summary>Enough for any mapping of one message.</summary>
    public static JqBudget Default { get; } = new();

    /// <summary>Steps of evaluation; about ten million a second.</summary>
    public long Steps { get; init; } = 5_000_000;

    /// <summary>Calls within calls. Deeper than about 2000 may meet the limit of the thread's stack first, which is reported the same way.</summary>
    public int Depth { get; init; } = 1_000;

    /// <summary>The size, in characters when written as JSON, of any one value on the way and of all outputs together.</summary>
    public long OutputSize { get; init; } = 16_000_000;
}
