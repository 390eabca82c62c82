using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>A policy of retries.</summary>
internal sealed record RetryTemplate
{
    public Template? When { get; init; }

    public Template? ExceptWhen { get; init; }

    public Template? Delay { get; init; }

    /// <summary><c>constant</c>, <c>linear</c> or <c>exponential</c>.</summary>
    public string Backoff { get; init; } = "constant";

    public Template? JitterFrom { get; init; }

    public Template? JitterTo { get; init; }

    /// <summary>The most retries; null for no bound.</summary>
    public int? Attempts { get; init; }

    /// <summary>How long one attempt may take.</summary>
    public Template? AttemptDuration { get; init; }

    /// <summary>How long all attempts together may take.</summary>
    public Template? Duration { get; init; }
}
