using Parley.Engine.Processes;

namespace Parley.Cli.Processes;

/// <summary>An instance of a run without a server.</summary>
internal sealed class OfflineInstance(ProcessDefinition definition, ProcessState state)
{
    public ProcessDefinition Definition { get; } = definition;

    public ProcessState State { get; set; } = state;

    /// <summary>The instance and key that wait for its end; null for the first, and for one that nobody awaits.</summary>
    public (OfflineInstance Parent, string Key)? Awaited { get; init; }

    /// <summary>The subscriptions it has open.</summary>
    public HashSet<string> Listening { get; } = new(StringComparer.Ordinal);

    /// <summary>The events it has taken, by their place.</summary>
    public HashSet<int> Taken { get; } = [];
}
