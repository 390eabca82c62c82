using System.Text.Json.Nodes;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Running;

/// <summary>What waits for a recipient that is down when sharing.yaml is changed is decided by what is in force when it goes.</summary>
public sealed class TightenedRulesTests
{
    private const string Strict = "levels: { local: { agreement: true } }\n";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Reload_WithAStricterLevel_StopsWhatWaits_AndResendAfterItIsLiftedGoes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "reloads the server by SIGHUP");
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false);
        await using Recipient beta = new();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment(beta: beta.Address));
        using Depositor alpha = new("alpha", "incident");
        Answer deposit = await alpha.DepositAsync(server.Address, HttpEstate.Incident("R-1", "decided while nothing was asked"));

        folder.With("sharing.yaml", Strict);
        await server.ReloadAsync("Workspace reloaded");
        await beta.StartAsync();
        await StatusAsync(alpha, server, deposit.Exchange, "withheld");
        JsonNode exception = Assert.Single(await alpha.ExceptionsAsync(server.Address, "alpha"));
        Assert.Equal(("SHR001", 0), ((string)exception["code"]!, beta.Requests));

        folder.With("sharing.yaml", "local-purpose: policing\n");
        await server.ReloadAsync("Workspace reloaded");
        Assert.Equal(202, (await alpha.PostAsync(server.Address, $"/v1/exceptions/{exception["id"]}/resend", "alpha")).Status);
        await beta.HasAsync(1, s_patience);
        await StatusAsync(alpha, server, deposit.Exchange, "corrected");
    }

    [Theory]
    [InlineData(Strict, "withheld")]
    [InlineData("handling: { highest-local-marking: OFFICIAL }\n", "delivered")]
    public async Task Restart_WithOtherRules_DecidesWhatWaitedAnew(string rules, string status)
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false);
        await using Recipient beta = new();
        using Depositor alpha = new("alpha", "incident");
        string exchange;
        await using (ServerProcess first = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment(beta: beta.Address)))
        {
            exchange = (await alpha.DepositAsync(first.Address, HttpEstate.Incident("R-1", "decided while nothing was asked"))).Exchange;
            await first.KillAsync();
        }

        folder.With("sharing.yaml", rules);
        await beta.StartAsync();
        await using ServerProcess second = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment(beta: beta.Address));
        await StatusAsync(alpha, second, exchange, status);

        Assert.Equal(status == "delivered" ? 1 : 0, beta.Requests);
    }

    private static async Task StatusAsync(Depositor alpha, ServerProcess server, string exchange, string status)
    {
        using CancellationTokenSource patience = new(s_patience);
        string last = "";
        while (last != status)
        {
            Answer answer = await alpha.GetAsync(server.Address, $"/v1/exchanges/{exchange}", "alpha");
            last = (string)answer.Json["deliveries"]![0]!["status"]!;
            Assert.False(patience.IsCancellationRequested, $"The delivery is still '{last}': {answer.Body}");
            await Task.Delay(10, patience.Token);
        }
    }
}
