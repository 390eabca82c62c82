using Parley.Engine.Expressions;
using Parley.Engine.Processes;
using Xunit;

namespace Parley.Engine.Tests.Processes;

/// <summary>Effects as they are stored.</summary>
public sealed class ProcessEffectTests
{
    public static TheoryData<ProcessEffect> Effects =>
    [
        new HttpEffect("p-1/do/0", HttpRequestData.FromValue(JqValue.Null)),
        new FunctionEffect("p-1/do/0", "send", JqValue.Null),
        new HumanTaskEffect("p-1/do/0", JqValue.Null),
        new EmitEffect("p-1/do/0", JqValue.Null),
        new TimerEffect("p-1/do/0", DateTimeOffset.UnixEpoch),
        new ListenEffect("p-1/do/0", []),
        new ChildEffect("p-1/do/0", new ProcessName("test", "child", "1.0.0"), JqValue.Null, IsAwaited: true),
        new CancelEffect("p-1/do/0"),
        new LifecycleEffect("p-1:lifecycle:1", "io.serverlessworkflow.workflow.started.v1", JqValue.Null),
        new ContinueEffect("p-1"),
    ];

    [Theory]
    [MemberData(nameof(Effects))]
    public void Kind_IsTheWordByWhichTheStoredEffectIsReadBack(ProcessEffect effect)
    {
        JqValue stored = effect.ToValue();

        ProcessEffect? read = ProcessEffect.TryRead(stored);

        Assert.Equal(effect.Kind, stored.Member("kind")!.AsString);
        Assert.Equal((effect.GetType(), effect.Key), (read!.GetType(), read.Key));
    }
}
