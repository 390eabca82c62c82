namespace Parley.Server.Tests.Support;

/// <summary>The system's clock, set ahead by a test. Timers run by the system's.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _ahead;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
