namespace Wexshire.Estate.Hosting;

/// <summary>The position of the fault switch.</summary>
/// <param name="Mode">What the system does wrong.</param>
/// <param name="Pause">How long a slow system waits before it works.</param>
internal sealed record FaultState(FaultMode Mode, TimeSpan Pause)
{
    public string Name => Mode switch
    {
        FaultMode.Down => "down",
        FaultMode.Slow => "slow",
        FaultMode.Error => "error",
        FaultMode.Rubbish => "rubbish",
        _ => "none",
    };
}
