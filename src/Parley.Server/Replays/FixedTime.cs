namespace Parley.Server.Replays;

/// <summary>A clock that stands at one moment: what is computed again is computed for then.</summary>
internal sealed class FixedTime(DateTimeOffset moment) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => moment;
}
