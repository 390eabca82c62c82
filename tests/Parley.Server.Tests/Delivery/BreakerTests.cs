using Parley.Engine.Workspace;
using Parley.Server.Delivery;
using Xunit;

namespace Parley.Server.Tests.Delivery;

public sealed class BreakerTests
{
    private static readonly BreakerDefinition s_definition = new() { Failures = 3, Open = TimeSpan.FromSeconds(10) };
    private static readonly DateTimeOffset s_start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Failures_InARow_OpenIt_AndOneProbeIsLetThrough()
    {
        Breaker breaker = new();
        Assert.False(breaker.Fail(s_definition, s_start));
        Assert.False(breaker.Fail(s_definition, s_start));
        Assert.True(breaker.Fail(s_definition, s_start));

        Assert.False(breaker.TryEnter(s_start.AddSeconds(9)));
        Assert.True(breaker.TryEnter(s_start.AddSeconds(10)));
        Assert.False(breaker.TryEnter(s_start.AddSeconds(10)));
        Assert.False(breaker.Fail(s_definition, s_start.AddSeconds(11)));
        Assert.False(breaker.TryEnter(s_start.AddSeconds(20)));
        Assert.True(breaker.TryEnter(s_start.AddSeconds(21)));
        Assert.True(breaker.Succeed());
        Assert.True(breaker.TryEnter(s_start.AddSeconds(21)));
    }

    [Fact]
    public void Success_BetweenFailures_KeepsItClosed()
    {
        Breaker breaker = new();
        for (int i = 0; i < 10; i++)
        {
            breaker.Fail(s_definition, s_start);
            breaker.Fail(s_definition, s_start);
            Assert.False(breaker.Succeed());
        }

        Assert.True(breaker.IsClosed);
    }

    [Theory]
    [InlineData(1, null, 0.0, 500)]
    [InlineData(1, null, 1.0, 250)]
    [InlineData(4, null, 0.0, 4000)]
    [InlineData(40, null, 0.0, 60000)]
    [InlineData(1, 30, 0.0, 30000)]
    [InlineData(1, 86400, 0.0, 3600000)]
    public void Delay_DoublesToABound_AndHonoursRetryAfter(int attempts, int? retryAfterSeconds, double random, int milliseconds)
    {
        RetryDefinition retry = new() { First = TimeSpan.FromMilliseconds(500), Most = TimeSpan.FromMinutes(1) };
        TimeSpan? retryAfter = retryAfterSeconds is int seconds ? TimeSpan.FromSeconds(seconds) : null;

        Assert.Equal(milliseconds, Backoff.Delay(retry, attempts, retryAfter, random).TotalMilliseconds);
    }
}
