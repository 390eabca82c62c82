using System.Text.Json;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Exceptions;

public sealed class BulkTests
{
    [Fact]
    public async Task Preview_SaysOfEachWhatWouldHappen_AndWhyNot_WithoutAnyEffect()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await BrokenAsync(records);
        TestServer.Answer held = await server.DepositAsync("beacon", DeskEstate.Faulty);
        TestServer.Answer failed = await server.DepositAsync("beacon", Good(1));
        await server.UntilStatusAsync(failed.Exchange, "failed");
        List<JsonElement> open = await DeskTests.ListAsync(server, "");
        int sent = records.Requests.Count;

        TestServer.Answer preview = await server.PostAsync("/v1/exceptions/bulk", """{"act":"resubmit","filter":{"status":"open"}}""");

        Assert.Equal(200, preview.Status);
        Dictionary<string, JsonElement> items = preview.Json.GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("exception").GetString()!);
        Assert.Equal(2, items.Count);
        Assert.Equal((1, 1), (preview.Json.GetProperty("can").GetInt32(), preview.Json.GetProperty("cannot").GetInt32()));
        JsonElement faulty = items[IdOf(open, held.Exchange)];
        Assert.Equal(("the message still has faults: TRN202", "SRV006"), (faulty.GetProperty("outcome").GetString(), faulty.GetProperty("code").GetString()));
        Assert.Equal("the same message goes to records again", items[IdOf(open, failed.Exchange)].GetProperty("outcome").GetString());
        Assert.DoesNotContain("31/02", preview.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await DeskTests.ListAsync(server, "")).Count);
        Assert.Equal(sent, records.Requests.Count);
    }

    [Fact]
    public async Task Confirmed_IsWhatWasShown_AndOnce()
    {
        ManualTime time = new();
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(DeskEstate.Create(records.Address), time);
        string[] exchanges = [(await HeldAsync(server, 1)).Exchange, (await HeldAsync(server, 2)).Exchange, (await HeldAsync(server, 3)).Exchange];
        List<JsonElement> open = await DeskTests.ListAsync(server, "");
        string token = await TokenAsync(server, """{"act":"discard","reason":"a test run","filter":{"code":"SRV020"}}""");

        // Another comes in, and one of those that were shown changes: the first is not touched, the second is said.
        TestServer.Answer late = await HeldAsync(server, 4);
        await server.PostAsync($"/v1/exceptions/{IdOf(open, exchanges[1])}/reassign", """{"group":"g","reason":"r"}""");
        Assert.Equal(409, (await server.PostAsync($"/v1/exceptions/bulk/{token}", "", Estate.KeyOf("beacon"))).Status);
        TestServer.Answer done = await server.PostAsync($"/v1/exceptions/bulk/{token}", "");

        Assert.Equal((2, 1), (done.Json.GetProperty("done").GetInt32(), done.Json.GetProperty("notDone").GetInt32()));
        JsonElement changed = done.Json.GetProperty("items").EnumerateArray().Single(i => !i.GetProperty("done").GetBoolean());
        Assert.Equal(IdOf(open, exchanges[1]), changed.GetProperty("exception").GetString());
        Assert.Equal([exchanges[1], late.Exchange], (await DeskTests.ListAsync(server, "")).Select(e => e.GetProperty("exchange").GetString()!).Order(StringComparer.Ordinal));
        TestServer.Answer again = await server.PostAsync($"/v1/exceptions/bulk/{token}", "");
        Assert.Equal((409, "EXC004"), (again.Status, again.Code));

        string old = await TokenAsync(server, """{"act":"discard","reason":"r","filter":{"code":"SRV020"}}""");
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(409, (await server.PostAsync($"/v1/exceptions/bulk/{old}", "")).Status);
        Assert.Equal(2, (await DeskTests.ListAsync(server, "")).Count);
    }

    [Fact]
    public async Task Resubmitted_GoesOut_OnceTheRecipientIsMended()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        bool broken = true;
        records.Answer = (_, context) =>
        {
            context.Response.StatusCode = broken ? 422 : 200;
            return Task.CompletedTask;
        };
        await using TestServer server = await DeskEstate.StartAsync(DeskEstate.Create(records.Address));
        List<string> exchanges = [];
        for (int i = 0; i < 3; i++)
        {
            exchanges.Add((await server.DepositAsync("beacon", Good(i))).Exchange);
            await server.UntilStatusAsync(exchanges[i], "failed");
        }

        broken = false;
        string token = await TokenAsync(server, """{"act":"resubmit","filter":{"whose":"recipient"}}""");
        TestServer.Answer done = await server.PostAsync($"/v1/exceptions/bulk/{token}", "");

        Assert.Equal(3, done.Json.GetProperty("done").GetInt32());
        foreach (string exchange in exchanges)
        {
            await server.UntilStatusAsync(exchange, "delivered");
        }
    }

    [Theory]
    [InlineData("""{"act":"discard","filter":{"code":"SRV020"}}""")]
    [InlineData("""{"act":"erase","filter":{"code":"SRV020"}}""")]
    [InlineData("""{"act":"resubmit"}""")]
    [InlineData("""{"act":"resubmit","filter":{"colour":"red"}}""")]
    [InlineData("""{"act":"resubmit","filter":"open"}""")]
    [InlineData("""{"act":"reassign","reason":"r","filter":{"code":"SRV020"}}""")]
    [InlineData("""{"act":"resubmit","exceptions":["e-1"],"filter":{"code":"SRV020"}}""")]
    public async Task Nonsense_IsRefused(string body)
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(DeskEstate.Create(records.Address));

        Assert.Equal(400, (await server.PostAsync("/v1/exceptions/bulk", body)).Status);
    }

    [Fact]
    public async Task OthersExceptions_AreNotThere()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(DeskEstate.Create(records.Address));
        await HeldAsync(server, 1);
        string id = (await DeskTests.OnlyAsync(server)).GetProperty("id").GetString()!;

        Assert.Equal(404, (await server.PostAsync("/v1/exceptions/bulk", $$"""{"act":"resubmit","exceptions":["{{id}}"]}""", Estate.KeyOf("records"))).Status);
        Assert.Equal(0, (await server.PostAsync("/v1/exceptions/bulk", """{"act":"resubmit","filter":{"status":"open"}}""", Estate.KeyOf("records"))).Json.GetProperty("items").GetArrayLength());
    }

    private static Task<TestServer> BrokenAsync(StubRecipient records)
    {
        records.Answer = (_, context) =>
        {
            context.Response.StatusCode = 422;
            return Task.CompletedTask;
        };
        return DeskEstate.StartAsync(DeskEstate.Create(records.Address));
    }

    private static Task<TestServer.Answer> HeldAsync(TestServer server, int number) =>
        server.DepositAsync("beacon", DeskEstate.Faulty.Replace("WX-1", $"WX-{number}", StringComparison.Ordinal));

    private static string Good(int number) => DeskEstate.Good.Replace("WX-1", $"WX-{number}", StringComparison.Ordinal);

    private static string IdOf(List<JsonElement> exceptions, string exchange) =>
        exceptions.Single(e => e.GetProperty("exchange").GetString() == exchange).GetProperty("id").GetString()!;

    private static async Task<string> TokenAsync(TestServer server, string body) => (await server.PostAsync("/v1/exceptions/bulk", body)).Json.GetProperty("token").GetString()!;
}
