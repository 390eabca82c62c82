using Parley.Server.Repository;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Operations;

/// <summary>A fault in background work that nobody foresaw: the server goes on, shows it, and what it kept back comes when it is over.</summary>
public sealed class FaultyServiceTests
{
    [Fact]
    public async Task Fault_InAPass_EndsNeitherTheServerNorTheService_AndIsShownWhileItLasts()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));
        bool faulty = true;
        int tried = 0;
        TaskCompletionSource twice = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<int> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Part<Projector>().Follow((projection, _) =>
        {
            if (!Volatile.Read(ref faulty))
            {
                told.TrySetResult(projection.Bundles.Count);
                return Task.CompletedTask;
            }

            if (Interlocked.Increment(ref tried) == 2)
            {
                twice.SetResult();
            }

            throw new InvalidOperationException("nobody foresaw this");
        });

        await server.DepositAsync("beacon", """{"ref":"INC-1"}""");
        await twice.Task.WaitAsync(TestContext.Current.CancellationToken);
        string during = (await server.GetAsync("/metrics")).Text;
        TestServer.Answer taken = await server.DepositAsync("beacon", """{"ref":"INC-2"}""");
        Volatile.Write(ref faulty, false);
        int bundles = await told.Task.WaitAsync(TestContext.Current.CancellationToken);
        await server.Part<Projector>().CatchUpAsync(TestContext.Current.CancellationToken);

        Assert.Contains("parley_service_failing{service=\"Projector\"} 1", during, StringComparison.Ordinal);
        Assert.Contains("parley_service_failing{service=\"AccessUpkeep\"} 0", during, StringComparison.Ordinal);
        Assert.Contains("parley_service_faults_total{service=\"Projector\"}", during, StringComparison.Ordinal);
        Assert.Equal(202, taken.Status);
        Assert.Equal(1, bundles);
        Assert.Equal(2, server.Part<RecordTable>().Count);
        await Poll.UntilAsync(() => !server.Part<Projector>().IsFailing);
    }
}
