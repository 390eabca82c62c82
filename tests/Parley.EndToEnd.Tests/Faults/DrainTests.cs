using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>The server is told to stop in the midst of work: it ends well and in time, and nothing acknowledged is lost.</summary>
public sealed partial class DrainTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Terminate_UnderLoad_EndsInTimeAndEveryAcknowledgedMessageArrives()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "stops the server by SIGTERM");
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false);

        // Answers nothing until the server is told to stop, so that much waits then.
        TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Recipient beta = await new Recipient
        {
            Answer = async (_, cancellation) =>
            {
                await told.Task.WaitAsync(cancellation);
                return (204, "");
            },
        }.StartAsync();
        Dictionary<string, string> environment = HttpEstate.Environment(beta: beta.Address);
        using LoadRun load = new(16, 500, recordsEach: 25);
        await using ServerProcess first = await ServerProcess.StartAsync(folder.Path, environment);
        load.ServerIs(first.Address);
        Task running = load.RunAsync();
        await load.ReachedAsync(1000);

        long started = TimeProvider.System.GetTimestamp();
        Task<int> stopping = first.StopAsync();
        told.SetResult();
        int exit = await stopping;
        TimeSpan took = TimeProvider.System.GetElapsedTime(started);
        load.Enough();
        await running;

        int before = beta.Taken.Count;
        Assert.True(exit == 0, $"exit code {exit}: {first.Log}");
        Assert.True(took < Bound, $"It took {took.TotalSeconds} s.");
        Assert.True(before < load.Acknowledged, "Nothing was waiting: the test proves nothing.");
        await using ServerProcess second = await ServerProcess.StartAsync(folder.Path, environment);
        await beta.HasAsync(load.Acknowledged, Patience);
        Assert.Equal(0, await second.StopAsync());
        TestContext.Current.TestOutputHelper?.WriteLine($"{load.Acknowledged} acknowledged, {before} delivered before the end, which took {took.TotalSeconds:0.0} s");
        Assert.Empty(beta.Faults);
        load.AssertComplete([.. beta.Taken.Select(d => Text().Match(d.Body).Value)]);
    }

    [GeneratedRegex("R[0-9]+-[0-9]+:[0-9]+")]
    private static partial Regex Text();
}
