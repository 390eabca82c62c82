using Parley.Engine.Expressions;

namespace Parley.Cli.Processes;

/// <summary>What a run without a server is given.</summary>
internal sealed record OfflineOptions
{
    /// <summary>The hosts that may be called, <c>example.com</c> or <c>localhost:8080</c>; none when empty.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The secrets by name.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Events that come in, in order.</summary>
    public IReadOnlyList<JqValue> Events { get; init; } = [];

    /// <summary>What functions and people answer, by the task's name or reference.</summary>
    public IReadOnlyDictionary<string, JqValue> Answers { get; init; } = new Dictionary<string, JqValue>();

    /// <summary>When it begins.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether waits take their time; otherwise the clock is set forward.</summary>
    public bool IsRealTime { get; init; }

    /// <summary>The seed of the jitter.</summary>
    public long Seed { get; init; }
}
