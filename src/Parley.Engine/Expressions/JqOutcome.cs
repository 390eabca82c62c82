namespace Parley.Engine.Expressions;

/// <summary>What a run gave.</summary>
/// <param name="Outputs">The values before the end or the error, in order.</param>
/// <param name="Error">Why the run did not finish; null when it did.</param>
public sealed record JqOutcome(IReadOnlyList<JqValue> Outputs, JqError? Error)
{
    /// <summary>Set when the program ended the run itself, which only one with a host can.</summary>
    public JqHalt? Halt { get; init; }
}
