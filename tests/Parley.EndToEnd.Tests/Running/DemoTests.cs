using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Running;

/// <summary>The demo plays its shift through the platform and eight real programs, and loses nothing.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Demo_Once_EverythingArrives()
    {
        Assert.SkipUnless(
            File.Exists(Path.Combine(Repository.Root, "samples", "wexshire", "workspace", "systems", "beacon", "system.yaml")), "The sample workspace is not whole.");
        using TemporaryFolder folder = new();
        Dictionary<string, string> environment = new() { ["TMPDIR"] = folder.Path };

        ParleyProcess demo = await ParleyProcess.RunInAsync(
            TimeSpan.FromMinutes(5), folder.Path, null, environment, "demo", "--once", "--json", "--port", $"{FreePort.Next()}");

        Assert.True(demo.ExitCode == 0, demo.Output + demo.Error);
        Assert.Equal(0, (int?)demo.Json["lost"]);
        Assert.Equal(0, (int?)demo.Json["openExceptions"]);
        Assert.True((int?)demo.Json["messagesOut"] > 0, demo.Output);
        TestContext.Current.TestOutputHelper?.WriteLine($"the shift took {demo.Json["seconds"]} s");
    }
}
