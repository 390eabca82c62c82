using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Quality;
using Parley.Server.Repository;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Quality;

/// <summary>Findings and scores of what the repository took in, on each store.</summary>
public abstract class QualityTests
{
    private const string Pnc = "2001/1234567L";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsWrong_IsFound_ToldToItsSource_AndSaysNothingOfTheRecord()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await DepositAsync(server, "beacon", "P-1", """ "familyName":"Example","dateOfBirth":"1990-05-01","dateOfDeath":"1980-05-01" """);
        await DepositAsync(server, "beacon", "P-2", """ "familyName":"Example","sex":{"unmapped":"sideways"} """);
        await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"sound"}""");
        await CatchUpAsync(server);

        TestServer.Answer findings = await server.GetAsync("/v1/quality/findings", Estate.KeyOf("beacon"));
        JsonElement[] found = [.. findings.Json.GetProperty("findings").EnumerateArray()];

        JsonElement death = Assert.Single(found, f => Text(f, "code") == "DIC403");
        Assert.Equal(("invalid", "source", "beacon", "Person", "dateOfDeath"), (Text(death, "kind"), Text(death, "task"), Text(death, "system"), Text(death, "type"), Text(death, "attribute")));
        JsonElement code = Assert.Single(found, f => Text(f, "kind") == "unmapped");
        Assert.Equal(("platform", "sex"), (Text(code, "task"), Text(code, "attribute")));
        Assert.DoesNotContain("Example", findings.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sideways", findings.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1980", findings.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await server.GetAsync($"/v1/records/{Text(death, "record")}", Estate.KeyOf("beacon"))).Status);
        JsonElement source = Assert.Single((await server.GetAsync("/v1/quality")).Json.GetProperty("sources").EnumerateArray());
        JsonElement day = Assert.Single(source.GetProperty("days").EnumerateArray());
        Assert.Equal((3, 1, 33.3), (day.GetProperty("records").GetInt32(), day.GetProperty("sound").GetInt32(), day.GetProperty("score").GetDouble()));
        Assert.Equal(1, day.GetProperty("unmapped").GetInt32());
        Assert.Equal((Text(day, "day"), 0), (Text(source, "lastDay"), source.GetProperty("silentDays").GetInt32()));
        Assert.Contains(source.GetProperty("open").EnumerateArray(), o => Text(o, "code") == "DIC403" && o.GetProperty("count").GetInt32() == 1);
        Assert.Single((await server.GetAsync("/v1/quality/findings?kind=unmapped&task=platform")).Json.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task ABetterVersion_ClosesTheFinding_AndAnErasureRemovesIt_AlsoAfterARestart()
    {
        Estate estate = NewEstate();
        string root = TestServer.NewFolder();
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            await DepositAsync(server, "beacon", "P-1", """ "familyName":"Example","dateOfBirth":"1990-05-01","dateOfDeath":"1980-05-01" """);
            await CatchUpAsync(server);
            Assert.Single(await OfAsync(server, "DIC403"));
        }

        await using TestServer next = await TestServer.StartAsync(estate, root);
        await DepositAsync(next, "beacon", "P-1", """ "familyName":"Example","dateOfBirth":"1980-05-01","dateOfDeath":"1990-05-01" """);
        await CatchUpAsync(next);
        Assert.Empty(await OfAsync(next, "DIC403"));
        JsonElement closed = Assert.Single(await OfAsync(next, "DIC403", "?status=all"));
        Assert.True(closed.TryGetProperty("closed", out _));

        string faulty = await DepositAsync(next, "beacon", "P-2", """ "familyName":"Example","dateOfBirth":"1990-05-01","dateOfDeath":"1980-05-01" """);
        await CatchUpAsync(next);
        Assert.Single(await OfAsync(next, "DIC403"));
        await next.PostAsync($"/v1/exchanges/{faulty}/erase", """{"reason":"request"}""");
        await CatchUpAsync(next);
        Assert.Single(await OfAsync(next, "DIC403", "?status=all"));
        JsonElement source = Assert.Single((await next.GetAsync("/v1/quality?days=3")).Json.GetProperty("sources").EnumerateArray());
        Assert.Equal(3, source.GetProperty("records").GetInt32());
    }

    [Fact]
    public async Task OneIdentifier_TellsDuplicatesOfASource_AndContradictionsOfSystems_WithinOneOrganisation()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await DepositAsync(server, "beacon", "P-1", $$""" "familyName":"Example","dateOfBirth":"1980-11-02","pncId":"{{Pnc}}" """);
        await DepositAsync(server, "custody", "C-9", $$""" "familyName":"Exampel","dateOfBirth":"1980-02-11","pncId":"{{Pnc}}" """);
        await DepositAsync(server, "custody", "C-10", $$""" "familyName":"Example","dateOfBirth":"1980","pncId":"{{Pnc}}" """);
        await DepositAsync(server, "control", "X-1", $$""" "familyName":"Example","dateOfBirth":"1970-01-01","pncId":"{{Pnc}}" """);
        await CatchUpAsync(server);

        JsonElement conflict = Assert.Single(await OfAsync(server, "QUA002"));
        JsonElement duplicate = Assert.Single(await OfAsync(server, "QUA001"));

        Assert.Equal(("custody", "dateOfBirth", "beacon"), (Text(conflict, "system"), Text(conflict, "attribute"), Text(conflict, "otherSystem")));
        Assert.Equal(("custody", "custody", "duplicate"), (Text(duplicate, "system"), Text(duplicate, "otherSystem"), Text(duplicate, "kind")));
        Assert.Equal(Text(conflict, "record"), Text(duplicate, "other"));
    }

    [Fact]
    public async Task AnIdentifier_ThatTheStoreDidNotTake_IsWrittenByTheNextPass()
    {
        Estate estate = NewEstate();
        string root = TestServer.NewFolder();
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            Store store = server.Part<Store>();
            await store.WriteAsync(new StatementWork(new Statement("ALTER TABLE quality_keys RENAME COLUMN hash TO away")), Token);
            await DepositAsync(server, "custody", "C-9", $$""" "familyName":"Example","pncId":"{{Pnc}}" """);
            await Assert.ThrowsAsync<StoreUnavailableException>(() => CatchUpAsync(server));
            await store.WriteAsync(new StatementWork(new Statement("ALTER TABLE quality_keys RENAME COLUMN away TO hash")), Token);
            await CatchUpAsync(server);
        }

        await using TestServer next = await TestServer.StartAsync(estate, root);
        await DepositAsync(next, "custody", "C-10", $$""" "familyName":"Exampel","pncId":"{{Pnc}}" """);
        await CatchUpAsync(next);

        Assert.Single(await OfAsync(next, "QUA001"));
    }

    [Fact]
    public async Task Quality_IsSeenByThoseWhoseSourceItIs()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await DepositAsync(server, "beacon", "P-1", """ "familyName":"Example","sex":{"unmapped":"sideways"} """);
        await CatchUpAsync(server);

        foreach (string other in new[] { "control", "custody" })
        {
            foreach (string query in new[] { "", "?system=beacon" })
            {
                Assert.Empty((await server.GetAsync("/v1/quality" + query, Estate.KeyOf(other))).Json.GetProperty("sources").EnumerateArray());
                Assert.Empty((await server.GetAsync("/v1/quality/findings" + query, Estate.KeyOf(other))).Json.GetProperty("findings").EnumerateArray());
            }
        }

        Assert.NotEmpty((await server.GetAsync("/v1/quality/findings?system=beacon", Estate.KeyOf("beacon"))).Json.GetProperty("findings").EnumerateArray());
        foreach (string bad in new[] { "/v1/quality?days=0", "/v1/quality/findings?kind=strange", "/v1/quality/findings?task=nobody", "/v1/quality/findings?status=closed", "/v1/quality/findings?after=x" })
        {
            Assert.Equal(400, (await server.GetAsync(bad)).Status);
        }
    }

    private protected abstract StorageDefinition Storage();

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static async Task CatchUpAsync(TestServer server)
    {
        await server.Part<Projector>().CatchUpAsync(Token);
        await server.Part<QualityFollower>().CatchUpAsync(Token);
    }

    private static async Task<JsonElement[]> OfAsync(TestServer server, string code, string query = "") =>
        [.. (await server.GetAsync("/v1/quality/findings" + query)).Json.GetProperty("findings").EnumerateArray().Where(f => Text(f, "code") == code)];

    private static async Task<string> DepositAsync(TestServer server, string system, string key, string attributes)
    {
        TestServer.Answer answer = await server.DepositAsync(
            system, $$$"""{"records":[{"id":"p","type":"Person","attributes":{"reference":"{{{key}}}",{{{attributes}}}}}],"links":[]}""", type: "bundle");
        Assert.True(answer.Status == 202, answer.Text);
        return answer.Exchange;
    }

    private Estate NewEstate() => new Estate { Storage = Storage() }
        .System("beacon", IssuePolicy.Pass, "incident", "bundle").System("custody", IssuePolicy.Pass, "bundle").System("control", IssuePolicy.Pass, "bundle").OwnedBy("control", "eastmoor");
}
