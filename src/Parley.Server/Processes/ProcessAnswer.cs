using Parley.Engine.Expressions;
using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>What came of a function: its output, or an error.</summary>
/// <param name="Output">What it gave; null when it failed.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
internal sealed record ProcessAnswer(JqValue? Output, ProcessError? Error)
{
    /// <summary>The exchanges that it was made of: what erases them reaches the instance that takes it.</summary>
    public IReadOnlyCollection<long> Exchanges { get; init; } = [];

    /// <summary>It gave something.</summary>
    public static ProcessAnswer Of(JqValue output) => new(output, null);

    /// <summary>It failed with an error of a standard type.</summary>
    /// <param name="type">The last part of the type's address.</param>
    /// <param name="title">What is wrong, in a few words.</param>
    /// <param name="detail">What is wrong here.</param>
    public static ProcessAnswer Failed(string type, string title, string? detail = null) => new(null, ProcessError.Standard(type, title, detail));

    /// <summary>The answer as the engine takes it.</summary>
    public ProcessEvent ToEvent(string key, DateTimeOffset at) => Error is null ? new EffectCompleted(key, Output ?? JqValue.Null, at) : new EffectFailed(key, Error, at);
}
