using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Running;

/// <summary>SIGHUP takes changed files into use, and a faulty change changes nothing.</summary>
public sealed class ReloadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task HangUp_TakesASoundWorkspaceAndKeepsTheLastGoodOneInstead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "reloads the server by SIGHUP");
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false);
        string system = Path.Combine(folder.Path, "systems", "beta", "system.yaml");
        string good = await File.ReadAllTextAsync(system, TestContext.Current.CancellationToken);
        await using Recipient beta = await new Recipient().StartAsync();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment(beta: beta.Address));
        using Depositor alpha = new("alpha", "incident");

        folder.With("systems/beta/system.yaml", "system: beta\n");
        await server.ReloadAsync("the last good one stays in use");
        Answer whileFaulty = await alpha.DepositAsync(server.Address, HttpEstate.Incident("R-1", "under the last good workspace"));
        await beta.HasAsync(1, Patience);

        folder.With("systems/beta/system.yaml", good.Replace("from: [alpha]", "from: [delta]", StringComparison.Ordinal));
        await server.ReloadAsync("Workspace reloaded");
        Answer afterwards = await alpha.DepositAsync(server.Address, HttpEstate.Incident("R-2", "beta no longer takes it"));
        string trace = (await alpha.GetAsync(server.Address, $"/v1/exchanges/{afterwards.Exchange}", "alpha")).Body;

        Assert.Equal((202, 202), (whileFaulty.Status, afterwards.Status));
        Assert.Single(beta.Taken);
        Assert.DoesNotContain("\"recipient\":\"beta\"", trace, StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());
    }
}
