namespace Parley.Bench.Load;

/// <summary>What load to make.</summary>
internal sealed record LoadOptions
{
    public required Uri Url { get; init; }

    /// <summary>Lines of further headers, <c>Name: value</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The bodies, sent in turn.</summary>
    public required IReadOnlyList<byte[]> Messages { get; init; }

    /// <summary>Digits in every body that a running number of the same width replaces, or null to send the bodies as they are.</summary>
    public string? Sequence { get; init; }

    /// <summary>The first running number.</summary>
    public long FirstNumber { get; init; } = 1;

    public int Connections { get; init; } = 64;

    /// <summary>How long to start new requests; with <see cref="Count"/> set, whichever ends first.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.MaxValue;

    public long Count { get; init; } = long.MaxValue;

    /// <summary>Requests a second on a fixed schedule (an open loop); zero sends the next when the last is answered (a closed loop).</summary>
    public int Rate { get; init; }
}
