namespace Parley.Engine.Workspace;

/// <summary>Retries with exponential back-off and jitter.</summary>
public sealed record RetryDefinition
{
    /// <summary>How many attempts in all before the delivery becomes an exception.</summary>
    public int Attempts { get; init; } = 12;

    /// <summary>The delay before the second attempt; it doubles from there.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The greatest delay.</summary>
    public TimeSpan Most { get; init; } = TimeSpan.FromMinutes(5);
}
