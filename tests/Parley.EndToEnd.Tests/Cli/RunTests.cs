using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class RunTests : IDisposable
{
    private static readonly Dictionary<string, string> Keys = new() { ["ALPHA_KEY"] = "alpha-key-for-this-test-only", ["PARLEY_KEY"] = "alpha-key-for-this-test-only" };

    private readonly TemporaryFolder _folder = SmallEstate.Create().With("one.json", SmallEstate.Message).With("bad.json", SmallEstate.BadMessage);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_MessageSent_ArrivesInTheRecipientsLanguageAndCanBeTraced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "stops the server by SIGTERM");
        await using ServerProcess server = await ServerProcess.StartAsync(_folder.Path, Keys);

        ParleyProcess send = await CliAsync("send", "alpha/incident", "one.json", "--server", server.Address);
        Assert.True(send.ExitCode == 0, send.Error + server.Log);
        string exchange = send.Output.Split(' ')[0];
        ParleyProcess trace = await CliAsync("trace", exchange, "--follow", "--content", "--server", server.Address);

        Assert.True(trace.ExitCode == 0, trace.Output + trace.Error + server.Log);
        Assert.Contains("beta/event delivered", trace.Output, StringComparison.Ordinal);
        string file = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "out")));
        Assert.StartsWith("WX-1-", Path.GetFileName(file), StringComparison.Ordinal);
        Assert.Contains("<Reference>WX-1</Reference>", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        int exit = await server.StopAsync();
        Assert.True(exit == 0, $"exit code {exit}\n{server.Log}");
    }

    [Fact]
    public async Task Run_FaultyMessage_IsHeldWithItsIssue()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(_folder.Path, Keys);

        ParleyProcess send = await CliAsync("send", "alpha/incident", "bad.json", "--server", server.Address);
        ParleyProcess trace = await CliAsync("trace", send.Output.Split(' ')[0], "--server", server.Address);

        Assert.Equal(1, send.ExitCode);
        Assert.Contains("held", send.Output, StringComparison.Ordinal);
        Assert.Equal(1, trace.ExitCode);
        Assert.Contains("a task of alpha", trace.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongKey_IsRefused()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(_folder.Path, Keys);

        ParleyProcess send = await ParleyProcess.RunInAsync(
            _folder.Path, null, new Dictionary<string, string> { ["PARLEY_KEY"] = "another" }, "send", "alpha/incident", "one.json", "--server", server.Address);

        Assert.Equal(4, send.ExitCode);
        Assert.Contains("refused 401", send.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FaultyWorkspace_IsRefusedWithItsFaults()
    {
        _folder.With("systems/beta/system.yaml", "system: beta\n");

        ParleyProcess run = await CliAsync("run", ".");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains("systems/beta/system.yaml:1:1: error WSP005: 'name' is missing", run.Error, StringComparison.Ordinal);
    }

    private Task<ParleyProcess> CliAsync(params string[] args) => ParleyProcess.RunInAsync(_folder.Path, null, Keys, args);
}
