namespace Parley.Bench.Jq;

/// <summary>What <c>Parley.Bench jq</c> measures.</summary>
internal sealed record JqBenchOptions
{
    /// <summary>The other program; skipped when it is not there.</summary>
    public required string Jq { get; init; }

    /// <summary>The size of the input.</summary>
    public required int Megabytes { get; init; }

    /// <summary>How often each program runs; the best of them counts, since the machine is shared.</summary>
    public required int Rounds { get; init; }

    /// <summary>Where the input is written.</summary>
    public required string Folder { get; init; }
}
