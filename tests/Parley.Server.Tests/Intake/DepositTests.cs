using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Intake;

public sealed class DepositTests
{
    [Fact]
    public async Task Deposit_OfOneSystem_ReachesTheOther()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon").System("records").AcceptsHttp("records", records.Address));

        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"a burglary"}""");

        Assert.Equal(202, answer.Status);
        Assert.Equal($"/v1/exchanges/{answer.Exchange}", answer.Headers.Location!.ToString());
        StubRecipient.Request got = (await records.WaitAsync(1))[0];
        Assert.Contains("a burglary", got.Body, StringComparison.Ordinal);
        System.Text.Json.JsonElement exchange = await server.UntilStatusAsync(answer.Exchange, "delivered");
        Assert.Equal(got.Body, exchange.GetProperty("deliveries")[0].GetProperty("body").GetString());
        Assert.Equal(got.Key, exchange.GetProperty("deliveries")[0].GetProperty("id").GetString());
    }
}
