using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Exceptions;

public sealed class ExceptionTests
{
    [Fact]
    public async Task HeldMessage_Corrected_GoesOut()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Held(records));
        TestServer.Answer deposit = await server.DepositAsync("beacon", """{"ref":"A","bad":1}""");
        Assert.Equal("held", deposit.Json.GetProperty("status").GetString());
        string exception = await OnlyExceptionAsync(server);

        TestServer.Answer stillBad = await server.PostAsync($"/v1/exceptions/{exception}/correct", """{"ref":"A","bad":1}""");
        TestServer.Answer corrected = await server.PostAsync($"/v1/exceptions/{exception}/correct", """{"ref":"A"}""", Estate.KeyOf("beacon"));

        Assert.Equal(422, stillBad.Status);
        Assert.Equal(202, corrected.Status);
        await records.WaitAsync(1);
        await server.UntilStatusAsync(corrected.Exchange, "delivered");
        JsonElement original = (await server.GetAsync($"/v1/exchanges/{deposit.Exchange}")).Json;
        Assert.Equal("corrected", original.GetProperty("status").GetString());
        Assert.Equal(corrected.Exchange, original.GetProperty("exceptions")[0].GetProperty("replacement").GetString());
        Assert.Equal("beacon:k1", original.GetProperty("exceptions")[0].GetProperty("resolvedBy").GetString());
        Assert.Equal(409, (await server.PostAsync($"/v1/exceptions/{exception}/resend", "")).Status);
    }

    [Fact]
    public async Task FailedDelivery_Resent_ReachesTheMendedRecipient()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        bool broken = true;
        records.Answer = (_, context) =>
        {
            context.Response.StatusCode = broken ? 422 : 200;
            return Task.CompletedTask;
        };
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon").System("records").AcceptsHttp("records", records.Address));
        TestServer.Answer deposit = await server.DepositAsync("beacon", """{"ref":"A"}""");
        await server.UntilStatusAsync(deposit.Exchange, "failed");
        string exception = await OnlyExceptionAsync(server);
        broken = false;

        TestServer.Answer resent = await server.PostAsync($"/v1/exceptions/{exception}/resend", "");

        Assert.Equal(202, resent.Status);
        Assert.Equal("resent", resent.Json.GetProperty("status").GetString());
        await server.UntilStatusAsync(deposit.Exchange, "delivered");
        Assert.Equal(2, records.Requests.Count);
        Assert.Single(records.Requests.Select(r => r.Key).Distinct());
    }

    [Fact]
    public async Task MessageThatCannotBeWritten_Corrected_GoesToThatRecipientOnly()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using StubRecipient court = await StubRecipient.StartAsync();
        Estate estate = new Estate().System("beacon")
            .System("records").AcceptsHttp("records", records.Address)
            .System("court", IssuePolicy.Reject, "strict").AcceptsHttp("court", court.Address, type: "strict");
        await using TestServer server = await TestServer.StartAsync(estate);
        TestServer.Answer deposit = await server.DepositAsync("beacon", """{"ref":"A"}""");
        await records.WaitAsync(1);
        JsonElement exception = (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions")[0];
        Assert.Equal("SRV022", exception.GetProperty("code").GetString());
        Assert.Equal("beacon", exception.GetProperty("task").GetProperty("system").GetString());

        TestServer.Answer corrected = await server.PostAsync($"/v1/exceptions/{exception.GetProperty("id").GetString()}/correct", """{"ref":"A","summary":"known"}""");

        await court.WaitAsync(1);
        await server.UntilStatusAsync(corrected.Exchange, "delivered");
        await server.UntilStatusAsync(deposit.Exchange, "delivered");
        Assert.Single(records.Requests);
    }

    [Fact]
    public async Task Discard_NeedsAReason_AndKeepsIt()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Held(records));
        TestServer.Answer deposit = await server.DepositAsync("beacon", """{"ref":"A","bad":1}""");
        string exception = await OnlyExceptionAsync(server);

        Assert.Equal(400, (await server.PostAsync($"/v1/exceptions/{exception}/discard", "{}")).Status);
        Assert.Equal(404, (await server.PostAsync($"/v1/exceptions/{exception}/discard", """{"reason":"x"}""", Estate.KeyOf("records"))).Status);
        TestServer.Answer discarded = await server.PostAsync($"/v1/exceptions/{exception}/discard", """{"reason":"a test call"}""");

        Assert.Equal(200, discarded.Status);
        Assert.Equal("a test call", discarded.Json.GetProperty("reason").GetString());
        Assert.Equal("discarded", (await server.GetAsync($"/v1/exchanges/{deposit.Exchange}")).Json.GetProperty("status").GetString());
        Assert.Equal(0, (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions").GetArrayLength());
        Assert.Empty(records.Requests);
    }

    private static Estate Held(StubRecipient records) =>
        new Estate().System("beacon", IssuePolicy.Hold).System("records").AcceptsHttp("records", records.Address);

    private static async Task<string> OnlyExceptionAsync(TestServer server)
    {
        JsonElement list = (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions");
        return Assert.Single(list.EnumerateArray()).GetProperty("id").GetString()!;
    }
}
