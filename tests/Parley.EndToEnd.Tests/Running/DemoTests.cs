using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Running;

/// <summary>The demo plays its shift through the platform and eight real programs, and loses nothing.</summary>
public sealed class DemoTests
{
    private const int PortsUsed = 12;

    [Fact]
    public async Task Demo_Once_EverythingArrives()
    {
        Assert.SkipUnless(
            File.Exists(Path.Combine(Repository.Root, "samples", "wexshire", "workspace", "systems", "beacon", "system.yaml")), "The sample workspace is not whole.");
        int port = FreePort.NextOf(PortsUsed);

        ParleyProcess demo = await ParleyProcess.RunAsync(TimeSpan.FromMinutes(5), "demo", "--once", "--json", "--port", $"{port}");

        Assert.True(demo.ExitCode == 0, demo.Output + demo.Error);
        Assert.Equal(0, (int?)demo.Json["lost"]);
        Assert.Equal(0, (int?)demo.Json["openExceptions"]);
        Assert.True((int?)demo.Json["messagesOut"] > 0, demo.Output);
        TestContext.Current.TestOutputHelper?.WriteLine($"the shift took {demo.Json["seconds"]} s");
    }
}
