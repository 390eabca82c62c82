using System.Diagnostics;
using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Running;

/// <summary>The server starts on the sample workspace.</summary>
public sealed partial class StartTests
{
    [Fact]
    public async Task Run_SampleWorkspace_IsReady()
    {
        string sample = Path.Combine(Repository.Root, "samples", "wexshire", "workspace");
        Assert.SkipUnless(File.Exists(Path.Combine(sample, "systems", "beacon", "system.yaml")), "The sample workspace is not whole.");
        using TemporaryFolder folder = new();
        Copy(sample, folder.Path);
        long started = Stopwatch.GetTimestamp();

        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, Variables(sample));
        using HttpClient client = new();
        using HttpResponseMessage ready = await client.GetAsync(new Uri($"{server.Address}/health/ready"), TestContext.Current.CancellationToken);

        // Printed, not asserted: the bound of 2 s is for a machine with nothing else to do. Waiting at all is bounded by ServerProcess.
        TestContext.Current.TestOutputHelper?.WriteLine($"ready after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s, {server.ResidentMebibytes} MiB resident");
        Assert.True(ready.IsSuccessStatusCode, server.Log);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task Run_StoreOrAddressOfAnotherServer_SaysSoAndEnds()
    {
        using TemporaryFolder folder = HttpEstate.Create();
        using TemporaryFolder other = HttpEstate.Create();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment());

        ParleyProcess store = await ParleyProcess.RunInAsync(folder.Path, null, HttpEstate.Environment(), "run", ".", "--listen", "http://127.0.0.1:0");
        ParleyProcess address = await ParleyProcess.RunInAsync(other.Path, null, HttpEstate.Environment(), "run", ".", "--listen", server.Address);

        Assert.Equal(3, store.ExitCode);
        Assert.Contains("parley: the store cannot be used: Another server uses the store", store.Error, StringComparison.Ordinal);
        Assert.Equal(3, address.ExitCode);
        Assert.Contains("parley: Failed to bind to address", address.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", store.Error, StringComparison.Ordinal);
    }

    /// <summary>A value for everything the workspace asks the environment for.</summary>
    private static Dictionary<string, string> Variables(string folder)
    {
        Dictionary<string, string> values = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories))
        {
            foreach (Match match in Asked().Matches(File.ReadAllText(file)))
            {
                string name = match.Groups[1].Value + match.Groups[2].Value;
                values[name] = name.EndsWith("_URL", StringComparison.Ordinal) ? "http://127.0.0.1:9"
                    : match.Groups[1].Success ? Path.Combine(Path.GetTempPath(), name)
                    : $"{name}-not-a-real-key";
            }
        }

        return values;
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex(@"\$\{([A-Z][A-Z0-9_]*)|env:([A-Z][A-Z0-9_]*)")]
    private static partial Regex Asked();
}
