using Parley.Server.Processes;

namespace Parley.Server.Replays;

/// <summary>An instance of a process run again as it ran.</summary>
/// <param name="Found">The instance.</param>
internal sealed record InstanceRun(ProcessInstanceView Found)
{
    /// <summary>Why it cannot be replayed; null when it was.</summary>
    public string? Cannot { get; init; }

    /// <summary>What of it was not replayed, exactly; null when all was.</summary>
    public string? Missing { get; set; }

    /// <summary>The number of the first step that was made again.</summary>
    public long First { get; init; }

    /// <summary>The steps.</summary>
    public List<RanStep> Steps { get; } = [];

    /// <summary>The effects that they asked for, in order.</summary>
    public List<RanEffect> Effects { get; } = [];

    /// <summary>What comes out otherwise.</summary>
    public Comparison Comparison { get; } = new();

    /// <summary>Whether it was made again from its input to its last step.</summary>
    public bool IsWhole => Cannot is null && Missing is null;
}
