using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>What a step is given beside definition, state and event. The same settings must be given for the whole life of an instance.</summary>
public sealed record ProcessSettings
{
    /// <summary>The usual settings.</summary>
    public static ProcessSettings Default { get; } = new();

    /// <summary>What an instance may use.</summary>
    public ProcessBudget Budget { get; init; } = ProcessBudget.Default;

    /// <summary>Which lifecycle events are wanted.</summary>
    public LifecycleDetail Lifecycle { get; init; } = LifecycleDetail.Process;

    /// <summary>From which the jitter of retries is drawn, together with the key of the task: the same seed gives the same delays.</summary>
    public long Seed { get; init; }

    /// <summary><c>$runtime.version</c>.</summary>
    public string RuntimeVersion { get; init; } = "1";

    /// <summary>Further members of <c>$runtime.metadata</c>, beside <c>now</c>.</summary>
    public IReadOnlyDictionary<string, JqValue> RuntimeMetadata { get; init; } = new Dictionary<string, JqValue>();
}
