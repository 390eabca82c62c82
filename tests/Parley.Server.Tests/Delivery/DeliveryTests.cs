using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;
using Parley.Server.Delivery;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Delivery;

public sealed class DeliveryTests
{
    [Fact]
    public async Task Deliveries_AboutOneRecord_ArriveInOrder_WhateverFails()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        HashSet<string> failedOnce = [];
        records.Answer = (request, context) =>
        {
            lock (failedOnce)
            {
                context.Response.StatusCode = failedOnce.Add(request.Key) ? 500 : 200;
            }

            return Task.CompletedTask;
        };
        await using TestServer server = await TestServer.StartAsync(Two(records));
        string[] references = ["A", "B", "C"];
        for (int i = 0; i < 10; i++)
        {
            foreach (string reference in references)
            {
                await server.DepositAsync("beacon", $$"""{"ref":"{{reference}}","summary":"{{i}}"}""");
            }
        }

        await records.WaitAsync(60);

        foreach (string reference in references)
        {
            IEnumerable<string> summaries = records.Requests.Select(r => JsonDocument.Parse(r.Body).RootElement)
                .Where(r => r.GetProperty("ref").GetString() == reference)
                .Select(r => r.GetProperty("summary").GetString()!);
            Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i / 2}"), summaries);
        }
    }

    [Fact]
    public async Task Retries_SendTheSameBytesUnderTheSameKey()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        int calls = 0;
        records.Answer = (_, context) =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref calls) < 3 ? 500 : 200;
            return Task.CompletedTask;
        };
        await using TestServer server = await TestServer.StartAsync(Two(records));

        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"A"}""");
        JsonElement exchange = await server.UntilStatusAsync(answer.Exchange, "delivered");

        Assert.Single(records.Requests.Select(r => (r.Key, r.Body)).Distinct());
        JsonElement delivery = exchange.GetProperty("deliveries")[0];
        Assert.Equal(3, delivery.GetProperty("attempts").GetInt32());
        Assert.Equal(2, delivery.GetProperty("failedAttempts").GetArrayLength());
        Assert.Equal(500, delivery.GetProperty("failedAttempts")[0].GetProperty("httpStatus").GetInt32());
    }

    [Fact]
    public async Task Refusal_IsAnExceptionAtOnce_AndOthersAreUnaffected()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using StubRecipient court = await StubRecipient.StartAsync();
        records.Answer = async (_, context) =>
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("unknown beat code");
        };
        await using TestServer server = await TestServer.StartAsync(Two(records).System("court").AcceptsHttp("court", court.Address));

        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"A"}""");
        await court.WaitAsync(1);
        JsonElement exchange = await server.UntilStatusAsync(answer.Exchange, "failed");

        Assert.Single(records.Requests);
        JsonElement exception = Assert.Single(exchange.GetProperty("exceptions").EnumerateArray());
        Assert.Equal("SRV023", exception.GetProperty("code").GetString());
        Assert.Contains("unknown beat code", exception.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("records", exception.GetProperty("task").GetProperty("system").GetString());
    }

    [Fact]
    public async Task ExhaustedAttempts_AreAnException_AndTheNextMessageGoesOn()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        records.Answer = (request, context) =>
        {
            context.Response.StatusCode = request.Body.Contains("poison", StringComparison.Ordinal) ? 500 : 200;
            return Task.CompletedTask;
        };
        await using TestServer server = await TestServer.StartAsync(Two(records));

        TestServer.Answer poison = await server.DepositAsync("beacon", """{"ref":"A","summary":"poison"}""");
        TestServer.Answer next = await server.DepositAsync("beacon", """{"ref":"A","summary":"fine"}""");
        await server.UntilStatusAsync(next.Exchange, "delivered");

        JsonElement exchange = (await server.GetAsync($"/v1/exchanges/{poison.Exchange}")).Json;
        Assert.Equal("SRV024", exchange.GetProperty("exceptions")[0].GetProperty("code").GetString());
        Assert.Equal(5, exchange.GetProperty("deliveries")[0].GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task RecipientDown_WaitsForItsReturn_WithoutUsingUpAttempts()
    {
        StubRecipient records = await StubRecipient.StartAsync();
        Uri address = records.Address;
        await records.DisposeAsync();
        Estate estate = new Estate().System("beacon").System("records").AcceptsHttp("records", address, d => d with
        {
            Retry = new RetryDefinition { Attempts = 4, First = TimeSpan.FromMilliseconds(1), Most = TimeSpan.FromMilliseconds(5) },
            Breaker = new BreakerDefinition { Failures = 2, Open = TimeSpan.FromMilliseconds(20) },
        });
        await using TestServer server = await TestServer.StartAsync(estate);
        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"A"}""");
        await server.UntilAsync($"/v1/exchanges/{answer.Exchange}", e => e.GetProperty("deliveries")[0].GetProperty("attempts").GetInt32() >= 2);
        RecipientQueue queue = server.Part<DeliveryHub>().Queues.Single();
        Assert.True(queue.IsBroken);

        await using StubRecipient back = await StubRecipient.StartAsync(address.Port);
        await server.UntilStatusAsync(answer.Exchange, "delivered");

        Assert.False(queue.IsBroken);
        Assert.Single(back.Requests);
    }

    [Fact]
    public async Task SlowRecipient_HoldsNobodyElseUp()
    {
        await using StubRecipient slow = await StubRecipient.StartAsync();
        await using StubRecipient quick = await StubRecipient.StartAsync();
        TaskCompletionSource open = new();
        slow.Answer = (_, _) => open.Task;
        Estate estate = new Estate().System("beacon")
            .System("slow").AcceptsHttp("slow", slow.Address, d => d with { Concurrency = 2 })
            .System("quick").AcceptsHttp("quick", quick.Address);
        await using TestServer server = await TestServer.StartAsync(estate);

        for (int i = 0; i < 50; i++)
        {
            await server.DepositAsync("beacon", $$"""{"ref":"{{i}}"}""");
        }

        await quick.WaitAsync(50);
        Assert.Equal(2, slow.Requests.Count);
        open.SetResult();
        await slow.WaitAsync(50);
    }

    [Fact]
    public async Task MoreThanTheWindow_IsLeftInTheStoreAndReadBackInOrder()
    {
        const int Count = 1500;
        await using StubRecipient records = await StubRecipient.StartAsync();
        TaskCompletionSource open = new();
        records.Answer = (_, _) => open.Task;
        await using TestServer server = await TestServer.StartAsync(
            new Estate().System("beacon").System("records").AcceptsHttp("records", records.Address, d => d with { Concurrency = 4 }));
        for (int i = 0; i < Count; i++)
        {
            await server.DepositAsync("beacon", $$"""{"ref":"{{i % 7}}","summary":"{{i}}"}""");
        }

        Assert.True(server.Part<DeliveryHub>().Queues.Single().InMemory <= 1024);
        open.SetResult();
        await records.WaitAsync(Count);

        foreach (IGrouping<string, JsonElement> record in records.Requests.Select(r => JsonDocument.Parse(r.Body).RootElement)
            .GroupBy(r => r.GetProperty("ref").GetString()!))
        {
            int[] order = [.. record.Select(r => int.Parse(r.GetProperty("summary").GetString()!, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.Equal(order.Order(), order);
        }

        Assert.Equal(Count, records.Requests.Select(r => r.Key).Distinct().Count());
    }

    [Fact]
    public async Task Pending_AreDeliveredByTheNextServer()
    {
        string root = TestServer.NewFolder();
        StubRecipient records = await StubRecipient.StartAsync();
        Uri address = records.Address;
        await records.DisposeAsync();
        Estate estate = new Estate().System("beacon").System("records").AcceptsHttp("records", address, d => d with { Retry = new RetryDefinition { First = TimeSpan.FromMilliseconds(5) } });
        List<string> taken = [];
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            for (int i = 0; i < 20; i++)
            {
                taken.Add((await server.DepositAsync("beacon", $$"""{"ref":"A","summary":"{{i}}"}""")).Exchange);
            }
        }

        await using StubRecipient back = await StubRecipient.StartAsync(address.Port);
        await using TestServer again = await TestServer.StartAsync(estate, root);
        await back.WaitAsync(20);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), back.Requests.Select(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("summary").GetString()));
        await again.UntilStatusAsync(taken[^1], "delivered");
    }

    [Fact]
    public async Task Reply_AfterARestart_ComesBehindTheBacklog()
    {
        string root = TestServer.NewFolder();
        StubRecipient records = await StubRecipient.StartAsync();
        StubRecipient beacon = await StubRecipient.StartAsync();
        (Uri recordsAddress, Uri beaconAddress) = (records.Address, beacon.Address);
        await records.DisposeAsync();
        await beacon.DisposeAsync();
        HttpDelivery Quick(HttpDelivery d) => d with { Retry = new RetryDefinition { First = TimeSpan.FromMilliseconds(5), Most = TimeSpan.FromMilliseconds(50) } };
        Estate estate = new Estate().System("ambulance")
            .System("beacon").AcceptsHttp("beacon", beaconAddress, Quick)
            .System("records").AcceptsHttp("records", recordsAddress, Quick, reply: "incident");
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            for (int i = 0; i < 5; i++)
            {
                await server.DepositAsync("ambulance", $$"""{"ref":"{{i}}","summary":"as told"}""");
            }
        }

        await using StubRecipient recordsBack = await StubRecipient.StartAsync(recordsAddress.Port);
        await using StubRecipient beaconBack = await StubRecipient.StartAsync(beaconAddress.Port);
        recordsBack.Answer = (_, context) => context.Response.WriteAsync("""{"crime":"42"}""");
        await using TestServer again = await TestServer.StartAsync(estate, root);

        await beaconBack.WaitAsync(10);
        Assert.Equal(5, beaconBack.Requests.Count(r => r.Body.Contains("as told", StringComparison.Ordinal)));
        Assert.Equal(5, beaconBack.Requests.Count(r => r.Body.Contains("\"crime\":\"42\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Reply_IsAnExchangeOfItsOwn_CompletedWithTheKeyItAnswers()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using StubRecipient beacon = await StubRecipient.StartAsync();
        records.Answer = (_, context) => context.Response.WriteAsync("""{"crime":"42/1234/26"}""");
        Estate estate = new Estate().System("beacon").AcceptsHttp("beacon", beacon.Address)
            .System("records").AcceptsHttp("records", records.Address, reply: "incident");
        await using TestServer server = await TestServer.StartAsync(estate);

        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"INC-9"}""");
        JsonElement got = JsonDocument.Parse((await beacon.WaitAsync(1))[0].Body).RootElement;
        JsonElement exchange = await server.UntilStatusAsync(answer.Exchange, "delivered");

        Assert.Equal("INC-9", got.GetProperty("ref").GetString());
        Assert.Equal("42/1234/26", got.GetProperty("crime").GetString());
        JsonElement caused = Assert.Single(exchange.GetProperty("caused").EnumerateArray());
        JsonElement reply = await server.UntilStatusAsync(caused.GetProperty("id").GetString()!, "delivered");
        Assert.Equal(answer.Exchange, reply.GetProperty("cause").GetString());
        Assert.Equal(answer.Exchange, reply.GetProperty("correlation").GetString());
        Assert.Equal(exchange.GetProperty("deliveries")[0].GetProperty("id").GetString(), reply.GetProperty("causeDelivery").GetString());
        Assert.Single(records.Requests);
    }

    [Fact]
    public async Task RubbishReply_IsAnExceptionOfTheReplier_AndCanBeCorrected()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using StubRecipient beacon = await StubRecipient.StartAsync();
        records.Answer = (_, context) => context.Response.WriteAsync("<html>rubbish");
        Estate estate = new Estate().System("beacon").AcceptsHttp("beacon", beacon.Address)
            .System("records").AcceptsHttp("records", records.Address, reply: "incident");
        await using TestServer server = await TestServer.StartAsync(estate);

        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"INC-9"}""");
        JsonElement exchange = await server.UntilStatusAsync(answer.Exchange, "failed");
        Assert.Equal("reply-held", exchange.GetProperty("deliveries")[0].GetProperty("status").GetString());
        JsonElement exception = (await server.GetAsync("/v1/exceptions", Estate.KeyOf("records"))).Json.GetProperty("exceptions")[0];
        Assert.Equal("SRV025", exception.GetProperty("code").GetString());

        TestServer.Answer corrected = await server.PostAsync($"/v1/exceptions/{exception.GetProperty("id").GetString()}/correct", """{"crime":"42"}""", Estate.KeyOf("records"));

        Assert.Equal(202, corrected.Status);
        Assert.Contains("INC-9", (await beacon.WaitAsync(1))[0].Body, StringComparison.Ordinal);
        await server.UntilStatusAsync(answer.Exchange, "delivered");
    }

    [Fact]
    public async Task Address_IsFilledWithEscapedAttributes()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon").System("records").AcceptsHttp(
            "records", records.Address, d => d with { Url = records.Address + "/{reference}?x={exchange}", Method = "PUT", Headers = new Dictionary<string, string> { ["X-Ref"] = "{reference}" } }));

        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"a/b c?"}""");
        StubRecipient.Request got = (await records.WaitAsync(1))[0];
        TestServer.Answer dots = await server.DepositAsync("beacon", """{"ref":".."}""");
        JsonElement refused = await server.UntilStatusAsync(dots.Exchange, "failed");

        Assert.Equal($"/in/a%2Fb%20c%3F?x={answer.Exchange}", got.Path);
        Assert.Equal("a/b c?", got.Headers["X-Ref"]);
        Assert.Equal("SRV022", refused.GetProperty("exceptions")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task OAuthToken_IsFetchedOnce_AndAgainWhenRefused()
    {
        Environment.SetEnvironmentVariable("PARLEY_TEST_SECRET", "s3cret");
        await using StubRecipient identity = await StubRecipient.StartAsync();
        await using StubRecipient records = await StubRecipient.StartAsync();
        int tokens = 0;
        identity.Answer = (request, context) => request.Body.Contains("client_secret=s3cret", StringComparison.Ordinal)
            ? context.Response.WriteAsync($$"""{"access_token":"t{{Interlocked.Increment(ref tokens)}}","expires_in":3600}""")
            : Task.FromException(new InvalidOperationException("wrong secret"));
        records.Answer = (request, context) =>
        {
            context.Response.StatusCode = request.Headers["Authorization"] == "Bearer t1" && request.Body.Contains("late", StringComparison.Ordinal) ? 401 : 200;
            return Task.CompletedTask;
        };
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon").System("records").AcceptsHttp(
            "records", records.Address, d => d with { Auth = new OAuth2Auth(identity.Address.ToString(), "parley", new SecretReference("env", "PARLEY_TEST_SECRET"), "write") }));

        foreach (string summary in new[] { "one", "two", "late" })
        {
            TestServer.Answer answer = await server.DepositAsync("beacon", $$"""{"ref":"A","summary":"{{summary}}"}""");
            await server.UntilStatusAsync(answer.Exchange, "delivered");
        }

        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t1", "Bearer t2"], records.Requests.Select(r => r.Headers["Authorization"]));
    }

    [Fact]
    public async Task Folder_GetsWholeFiles()
    {
        string root = TestServer.NewFolder();
        Estate estate = new Estate().System("beacon").System("court").Accepts("court", new AcceptDefinition
        {
            MessageType = "incident",
            Types = ["Incident"],
            Delivery = new FolderDelivery { Path = "out", FileName = "{reference}.json" },
        });
        await using TestServer server = await TestServer.StartAsync(estate, root);

        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"../A"}""");
        await server.UntilStatusAsync(answer.Exchange, "delivered");

        string file = Assert.Single(Directory.GetFiles(Path.Combine(root, "out")));
        Assert.Equal(".._A.json", Path.GetFileName(file));
    }

    [Fact]
    public async Task Redirects_AreNotFollowed()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        records.Answer = (_, context) =>
        {
            context.Response.Redirect("http://127.0.0.1:1/elsewhere");
            return Task.CompletedTask;
        };
        await using TestServer server = await TestServer.StartAsync(Two(records));

        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"A"}""");
        JsonElement exchange = await server.UntilStatusAsync(answer.Exchange, "failed");

        Assert.Equal(302, exchange.GetProperty("deliveries")[0].GetProperty("httpStatus").GetInt32());
    }

    private static Estate Two(StubRecipient records) =>
        new Estate().System("beacon").System("records").AcceptsHttp("records", records.Address);
}
