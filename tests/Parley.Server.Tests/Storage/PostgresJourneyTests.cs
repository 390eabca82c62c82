using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Storage;

public sealed class PostgresJourneyTests
{
    [Fact]
    public async Task Journey_OnPostgres_IsThatOnSqlite()
    {
        string name = $"j{Environment.ProcessId}_{Random.Shared.Next():x}";
        Environment.SetEnvironmentVariable(name, PostgresDatabase.Database(name));
        await using StubRecipient records = await StubRecipient.StartAsync();
        int calls = 0;
        records.Answer = (_, context) =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref calls) == 1 ? 500 : 200;
            return Task.CompletedTask;
        };
        Estate estate = new Estate { Storage = new StorageDefinition("postgres", null, new SecretReference("env", name)) }
            .System("beacon", IssuePolicy.Hold).System("records").AcceptsHttp("records", records.Address);
        await using TestServer server = await TestServer.StartAsync(estate);

        TestServer.Answer deposit = await server.DepositAsync("beacon", """{"ref":"A"}""", "k");
        await server.UntilStatusAsync(deposit.Exchange, "delivered");
        TestServer.Answer repeat = await server.DepositAsync("beacon", """{"ref":"A"}""", "k");
        TestServer.Answer held = await server.DepositAsync("beacon", """{"ref":"B","bad":1}""");
        string exception = (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions")[0].GetProperty("id").GetString()!;
        TestServer.Answer corrected = await server.PostAsync($"/v1/exceptions/{exception}/correct", """{"ref":"B"}""");

        Assert.Equal(deposit.Exchange, repeat.Exchange);
        Assert.Equal("held", held.Json.GetProperty("status").GetString());
        await server.UntilStatusAsync(corrected.Exchange, "delivered");
        Assert.Equal(1, (await server.GetAsync("/v1/exchanges?status=corrected")).Json.GetProperty("exchanges").GetArrayLength());
    }
}
