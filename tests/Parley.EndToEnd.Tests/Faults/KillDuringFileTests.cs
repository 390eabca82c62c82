using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>The server is ended by SIGKILL while it takes a dropped file: each message of the file arrives once and in order, and the file ends in <c>done</c>.</summary>
public sealed partial class KillDuringFileTests
{
    private const int Messages = 5000;
    private const int Records = 50;
    private const int Kills = 5;
    private const int Seed = 20260302;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Kill_WhileTakingAFile_EveryMessageOnceAndInOrder()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false, drop: true);
        string drop = Directory.CreateDirectory(Path.Combine(folder.Path, "drop")).FullName;
        await using Recipient beta = await new Recipient().StartAsync();
        Dictionary<string, string> environment = HttpEstate.Environment(beta: beta.Address);
        string[] texts = [.. Enumerable.Range(0, Messages).Select(n => $"R00-{n % Records:000}:{n:00000}")];
        Random random = new(Seed);
        int[] points = [.. Enumerable.Range(0, Kills).Select(_ => random.Next(1, Messages / 4)).Order()];

        int during = 0;

        ServerProcess server = await ServerProcess.StartAsync(folder.Path, environment);
        try
        {
            string whole = Path.Combine(folder.Path, "incidents.tmp");
            await File.WriteAllLinesAsync(whole, texts.Select(t => HttpEstate.Incident(LoadRun.Record(t), t)), TestContext.Current.CancellationToken);
            File.Move(whole, Path.Combine(drop, "incidents.ndjson"));
            foreach (int point in points)
            {
                await beta.HasAsync(point, Patience);
                await server.KillAsync();
                during += File.Exists(Path.Combine(drop, "incidents.ndjson")) ? 1 : 0;
                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(folder.Path, environment);
            }

            await beta.HasAsync(Messages, Patience);
            Assert.Equal(0, await server.StopAsync());
        }
        finally
        {
            await server.DisposeAsync();
        }

        string[] arrived = [.. beta.Taken.Select(d => Text().Match(d.Body).Value)];
        TestContext.Current.TestOutputHelper?.WriteLine($"killed after {string.Join(", ", points)} of {Messages} messages, {during} times with the file half taken; {beta.Requests - Messages} requests repeated");
        Assert.True(during > 0, "The file was taken before the first kill: the test proves nothing.");
        Assert.Empty(beta.Faults);
        Assert.Equal(texts.Order(StringComparer.Ordinal), arrived.Order(StringComparer.Ordinal));
        foreach (IGrouping<string, string> record in arrived.GroupBy(LoadRun.Record, StringComparer.Ordinal))
        {
            Assert.Equal(record.Order(StringComparer.Ordinal), record);
        }

        Assert.Empty(Directory.GetFiles(drop));
        Assert.Single(Directory.GetFiles(Path.Combine(drop, "done")));
    }

    [GeneratedRegex("R[0-9]+-[0-9]+:[0-9]+")]
    private static partial Regex Text();
}
