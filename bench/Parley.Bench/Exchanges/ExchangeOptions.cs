namespace Parley.Bench.Exchanges;

/// <summary>How long and how hard each subject is driven.</summary>
internal sealed record ExchangeOptions
{
    public required int Connections { get; init; }

    /// <summary>Exchanges before anything is measured: enough for the compiler to have done with the code.</summary>
    public required long WarmUp { get; init; }

    /// <summary>Exchanges that the store holds from before, for subjects that can be given them.</summary>
    public required long Stored { get; init; }

    /// <summary>How long a stretch at full speed lasts.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How often each subject has its turn in a round.</summary>
    public required int Turns { get; init; }

    /// <summary>Each round starts every subject anew, on a store of its own.</summary>
    public required int Rounds { get; init; }

    /// <summary>The size of the incident: one of <see cref="SampleMessages.Sizes"/>.</summary>
    public required string Size { get; init; }

    /// <summary>Where the stores are made; on the disk whose flushes are to be measured.</summary>
    public required string Folder { get; init; }

    /// <summary>How many agreements the two organisations of the further subject have; zero for no such subject.</summary>
    public int Agreements { get; init; }

    /// <summary>
    /// The folder of a store that outlives the run: filled by the first run, used as it stands by later ones, so that a large store can be
    /// measured when it has come to rest. Null for a store of the round's own.
    /// </summary>
    public string? Keep { get; init; }
}
