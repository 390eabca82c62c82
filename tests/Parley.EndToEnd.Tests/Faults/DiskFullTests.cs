using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>The store's disk fills up: deposits are refused clearly, what was acknowledged stays, and work goes on when there is room again.</summary>
public sealed partial class DiskFullTests
{
    private const int MostDeposits = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Disk_Full_RefusedClearlyNothingLostAndGoesOnWithRoom()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false);
        await using SmallDisk disk = await SmallDisk.MountAsync(Path.Combine(folder.Path, ".parley"), "24m");
        await using Recipient beta = await new Recipient().StartAsync();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment(beta: beta.Address));
        using Depositor alpha = new("alpha", "incident");
        List<string> acknowledged = [];

        Answer refusal = await FillAsync(alpha, server, acknowledged);

        refusal.IsProblem(503, "SRV010");
        Assert.NotNull(refusal.RetryAfter);
        Assert.False(server.HasExited, server.Log);
        await disk.ResizeAsync("96m");
        Answer after = await GoOnAsync(alpha, server.Address);
        Assert.True(after.Status == 202, after.Body);
        await beta.HasAsync(acknowledged.Count + 1, Patience);
        int exit = await server.StopAsync();
        Assert.True(exit == 0, $"exit code {exit}: {server.Log}");
        Assert.Equal("ok", await CheckAsync(Path.Combine(folder.Path, ".parley", "store.db")));
        HashSet<string> arrived = [.. beta.Taken.Select(d => Number().Match(d.Body).Value)];
        Assert.DoesNotContain(acknowledged, a => !arrived.Contains(a));
        Assert.Empty(beta.Faults);
        TestContext.Current.TestOutputHelper?.WriteLine($"{acknowledged.Count} acknowledged before the disk was full; refused with {refusal.Body}");
    }

    [Fact]
    public async Task Disk_FullAndServerKilled_NothingLostAfterARestartWithRoom()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false);
        await using SmallDisk disk = await SmallDisk.MountAsync(Path.Combine(folder.Path, ".parley"), "24m");
        await using Recipient beta = new();
        Dictionary<string, string> environment = HttpEstate.Environment(beta: beta.Address);
        using Depositor alpha = new("alpha", "incident");
        List<string> acknowledged = [];
        await using (ServerProcess first = await ServerProcess.StartAsync(folder.Path, environment))
        {
            (await FillAsync(alpha, first, acknowledged)).IsProblem(503, "SRV010");
            await first.KillAsync();
        }

        await beta.StartAsync();
        await disk.ResizeAsync("96m");
        await using ServerProcess second = await ServerProcess.StartAsync(folder.Path, environment);
        await beta.HasAsync(acknowledged.Count, Patience);
        Assert.Equal(0, await second.StopAsync());
        Assert.Equal("ok", await CheckAsync(Path.Combine(folder.Path, ".parley", "store.db")));
        HashSet<string> arrived = [.. beta.Taken.Select(d => Number().Match(d.Body).Value)];
        Assert.DoesNotContain(acknowledged, a => !arrived.Contains(a));
    }

    [Fact]
    public async Task Disk_FullAtStart_ServerSaysSoAndEnds()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false);
        await using SmallDisk disk = await SmallDisk.MountAsync(Path.Combine(folder.Path, ".parley"), "64k");

        ParleyProcess run = await ParleyProcess.RunInAsync(folder.Path, null, HttpEstate.Environment(), "run", ".", "--listen", "http://127.0.0.1:0");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("parley: the store cannot be used: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Deposits messages of 20 KB until one is refused.</summary>
    private static async Task<Answer> FillAsync(Depositor alpha, ServerProcess server, List<string> acknowledged)
    {
        string text = new('x', 20_000);
        for (int n = 0; n < MostDeposits; n++)
        {
            string number = $"WX-{n:00000}";
            Answer answer = await alpha.DepositAsync(server.Address, HttpEstate.Incident(number, text));
            if (answer.Status != 202)
            {
                return answer;
            }

            acknowledged.Add(number);
        }

        throw new InvalidOperationException("The disk did not fill up.");
    }

    /// <summary>Does what the refusal asks for: sends it again after the time it named.</summary>
    private static async Task<Answer> GoOnAsync(Depositor alpha, string address)
    {
        for (int attempt = 0; ; attempt++)
        {
            Answer answer = await alpha.DepositAsync(address, HttpEstate.Incident("WX-99999", "room again"));
            if (answer.RetryAfter is not TimeSpan wait || attempt == 10)
            {
                return answer;
            }

            await Task.Delay(wait, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string?> CheckAsync(string store)
    {
        await using SqliteConnection connection = new($"Data Source={store};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("WX-[0-9]{5}")]
    private static partial Regex Number();

    /// <summary>A disk of its own in memory, which can be made larger.</summary>
    private sealed class SmallDisk(string path) : IAsyncDisposable
    {
        public static async Task<SmallDisk> MountAsync(string path, string size)
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "mounts a tmpfs");
            Directory.CreateDirectory(path);
            bool mounted = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", path);
            Assert.SkipUnless(mounted, "Mounting a tmpfs is not permitted here: run as root.");
            return new SmallDisk(path);
        }

        public async Task ResizeAsync(string size) => Assert.True(await RunAsync("mount", "-o", $"remount,size={size}", path));

        public async ValueTask DisposeAsync() => await RunAsync("umount", "--lazy", path);

        private static async Task<bool> RunAsync(string program, params string[] args)
        {
            using Process process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
    }
}
