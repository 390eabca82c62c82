using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Evidence;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Repository;
using Parley.Server.Retrieval;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Retrieval;

/// <summary>Systems over real HTTP that are asked live: what is merged, what is said of each, and what nobody sees who may not.</summary>
public sealed class LiveSearchTests
{
    private const string Smyth = """{"familyName":"Smyth","live":true}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_AreMergedWithTheRepository_AndTheNewestVersionCountsOnce()
    {
        await using StubRecipient system = await StubAsync(Person("P-1", "Jonathan", "Smyth", "1980-02-11"), Person("P-2", "Joan", "Smyth", "1975-01-01"));
        await using TestServer server = await TestServer.StartAsync(NewEstate().Answers("beacon", system.Address));
        await server.DepositAsync("beacon", Person("P-1", "Jonathon", "Smyth", "1980-02-11"), type: "bundle");
        await server.DepositAsync("beacon", Person("P-3", "Jo", "Smyth", "1990-01-01"), type: "bundle");
        await server.Part<Projector>().CatchUpAsync(Token);
        string before = Results((await server.PostAsync("/v1/search", """{"familyName":"Smyth"}""")).Json).Single(r => Reference(r) == "P-1").GetProperty("id").GetString()!;

        JsonElement answer = await SearchAsync(server, """{"familyName":"Smyth","dateOfBirth":"11/02/1980","types":["Person"],"live":true}""");

        JsonElement[] results = Results(answer);
        Assert.Equal(["P-1", "P-2", "P-3"], results.Select(Reference).Order());
        JsonElement first = results[0];
        Assert.Equal(("P-1", before, true), (Reference(first), first.GetProperty("id").GetString(), first.GetProperty("live").GetBoolean()));
        Assert.Equal("Jonathan", first.GetProperty("attributes").GetProperty("givenNames")[0].GetString());
        Assert.False(results.Single(r => Reference(r) == "P-3").TryGetProperty("live", out _));
        Assert.Equal(("answered", 2, "person"), (Word(answer, "beacon"), Of(answer, "beacon").GetProperty("records").GetInt32(), Of(answer, "beacon").GetProperty("question").GetString()));
        Assert.Equal("/in?name=Smyth&born=11%2F02%2F1980", Assert.Single(system.Requests).Path);
    }

    [Fact]
    public async Task SlowSystem_IsLate_AndItsAnswerCanBeAskedForAMinute_ByWhoAskedAlone()
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using StubRecipient quick = await StubAsync(Person("Q-1", "Joan", "Smyth", "1975-01-01"));
        await using StubRecipient slow = await StubAsync(Person("S-1", "Kim", "Smyth", "1976-01-01"));
        Func<StubRecipient.Request, HttpContext, Task> answer = slow.Answer;
        slow.Answer = async (request, context) =>
        {
            await release.Task;
            await answer(request, context);
        };
        await using TestServer server = await TestServer.StartAsync(NewEstate().Answers("beacon", quick.Address).Answers("records", slow.Address));

        JsonElement first = await SearchAsync(server, """{"familyName":"Smyth","types":["Person"],"live":{"deadline":0.3}}""");
        string id = first.GetProperty("live").GetProperty("id").GetString()!;
        release.SetResult();
        JsonElement later = await server.UntilAsync($"/v1/searches/{id}", a => a.GetProperty("live").GetProperty("done").GetBoolean());

        Assert.Equal(("answered", "late", "ASK101"), (Word(first, "beacon"), Word(first, "records"), Of(first, "records").GetProperty("code").GetString()));
        Assert.Equal(["Q-1"], Results(first).Select(Reference));
        Assert.Equal(["S-1"], Results(later).Select(Reference));
        Assert.True(Of(later, "records").GetProperty("late").GetBoolean());
        Assert.Equal(404, (await server.GetAsync($"/v1/searches/{id}", Estate.KeyOf("beacon"))).Status);
        Assert.Equal(404, (await server.GetAsync("/v1/searches/q-0000000000000")).Status);
        Assert.Equal(404, (await server.GetAsync("/v1/searches/nonsense")).Status);
    }

    [Fact]
    public async Task SystemThatHangs_EndsByItsTimeout_AndHoldsNobodyUp()
    {
        TaskCompletionSource never = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using StubRecipient system = await StubRecipient.StartAsync();
        system.Answer = (_, context) => Task.WhenAny(never.Task, Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using TestServer server = await TestServer.StartAsync(
            NewEstate().Answers("beacon", system.Address, q => q with { Deadline = TimeSpan.FromMilliseconds(100), Timeout = TimeSpan.FromMilliseconds(300) }));

        JsonElement first = await SearchAsync(server, Smyth);
        JsonElement later = await server.UntilAsync(
            $"/v1/searches/{first.GetProperty("live").GetProperty("id").GetString()}", a => a.GetProperty("live").GetProperty("done").GetBoolean());

        Assert.Equal(("late", "failed", "ASK103"), (Word(first, "beacon"), Word(later, "beacon"), Of(later, "beacon").GetProperty("code").GetString()));
        never.SetResult();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AHundredMegabytes_AreCutOffEarly(bool saysHowLong)
    {
        using TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        Task<long> sent = SendAsync(listener, 100L << 20, saysHowLong);
        Uri address = new($"http://{listener.LocalEndpoint}/in");
        await using TestServer server = await TestServer.StartAsync(NewEstate().Answers("beacon", address, q => q with { MostBytes = 1 << 20 }));

        JsonElement answer = await SearchAsync(server, Smyth);

        Assert.Equal(("failed", "ASK104"), (Word(answer, "beacon"), Of(answer, "beacon").GetProperty("code").GetString()));
        Assert.InRange(await sent.WaitAsync(TimeSpan.FromSeconds(30), Token), 0, 25L << 20);
    }

    // A system without manners: sends on until the connection is cut, and says how much went out.
    private static async Task<long> SendAsync(TcpListener listener, long bytes, bool saysHowLong)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync(Token);
        NetworkStream stream = client.GetStream();
        await stream.ReadAtLeastAsync(new byte[4096], 1, cancellationToken: Token);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{(saysHowLong ? $"Content-Length: {bytes}\r\n" : "Connection: close\r\n")}\r\n"), Token);
        byte[] piece = new byte[64 << 10];
        Array.Fill(piece, (byte)' ');
        long sent = 0;
        try
        {
            for (; sent < bytes; sent += piece.Length)
            {
                await stream.WriteAsync(piece, Token);
            }
        }
        catch (IOException)
        {
            // Cut off.
        }

        return sent;
    }

    [Theory]
    [InlineData("application/json", "not json at all")]
    [InlineData("application/json", "")]
    [InlineData("application/json", """{"found":7}""")]
    [InlineData("application/json", """{"found":["text",5]}""")]
    [InlineData("application/json", """{"found":[{"records":"none"}]}""")]
    [InlineData("text/html", """{"found":[]}""")]
    [InlineData("application/xml", """{"found":[]}""")]
    public async Task RubbishAnswers_AreSaidToBeUnreadable(string mediaType, string body)
    {
        await using StubRecipient good = await StubAsync(Person("Q-1", "Joan", "Smyth", "1975-01-01"));
        await using StubRecipient bad = await StubRecipient.StartAsync();
        bad.Answer = (_, context) => WriteAsync(context, mediaType, body);
        await using TestServer server = await TestServer.StartAsync(NewEstate().Answers("beacon", good.Address).Answers("records", bad.Address));

        JsonElement answer = await SearchAsync(server, Smyth);

        if (body.Length == 0)
        {
            // An empty list of messages: nothing was found.
            Assert.Equal("answered", Word(answer, "records"));
        }
        else
        {
            Assert.Equal(("failed", "ASK105"), (Word(answer, "records"), Of(answer, "records").GetProperty("code").GetString()));
        }

        Assert.Contains("Q-1", Results(answer).Select(Reference));
        Assert.DoesNotContain("text", Of(answer, "beacon").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DepthBomb_IsUnreadable()
    {
        await using StubRecipient system = await StubRecipient.StartAsync();
        system.Answer = (_, context) => WriteAsync(context, "application/json", "{\"found\":" + new string('[', 100_000));
        await using TestServer server = await TestServer.StartAsync(NewEstate().Answers("beacon", system.Address));

        JsonElement answer = await SearchAsync(server, Smyth);

        Assert.Equal(("failed", "ASK105"), (Word(answer, "beacon"), Of(answer, "beacon").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task SystemThatLies_AnotherPersonIsNoMatch_AndIsNotCounted()
    {
        await using StubRecipient system = await StubAsync(Person("L-1", "Quentin", "Abernathy", "1931-12-01"), Person("P-1", "Jon", "Smyth", "1980-02-11"));
        await using TestServer server = await TestServer.StartAsync(NewEstate().Answers("beacon", system.Address));

        JsonElement answer = await SearchAsync(server, """{"familyName":"Smyth","types":["Person"],"live":true}""");

        Assert.Equal(["P-1"], Results(answer).Select(Reference));
        Assert.Equal((1, 1), (Of(answer, "beacon").GetProperty("records").GetInt32(), answer.GetProperty("count").GetInt32()));
        Assert.DoesNotContain("Abernathy", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SystemThatKeepsFailing_IsLeftInPeace()
    {
        await using StubRecipient system = await StubRecipient.StartAsync();
        system.Answer = (_, context) =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        await using TestServer server = await TestServer.StartAsync(
            NewEstate().Answers("beacon", system.Address, q => q with { Breaker = new BreakerDefinition { Failures = 2, Open = TimeSpan.FromMinutes(10) } }));

        JsonElement[] answers = [await SearchAsync(server, Smyth), await SearchAsync(server, Smyth), await SearchAsync(server, Smyth)];

        Assert.Equal(["failed ASK103", "failed ASK103", "not-asked ASK108"], answers.Select(a => $"{Word(a, "beacon")} {Of(a, "beacon").GetProperty("code").GetString()}"));
        Assert.Equal(2, system.Requests.Count);
    }

    [Fact]
    public async Task Budget_IsKept()
    {
        await using StubRecipient system = await StubAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().Answers("beacon", system.Address, q => q with { Rate = new Rate(0.001, 2) }));

        JsonElement[] answers = [await SearchAsync(server, Smyth), await SearchAsync(server, Smyth), await SearchAsync(server, Smyth)];

        Assert.Equal(["answered", "answered", "not-asked"], answers.Select(a => Word(a, "beacon")));
        Assert.Equal("ASK107", Of(answers[2], "beacon").GetProperty("code").GetString());
        Assert.Equal(2, system.Requests.Count);
    }

    [Fact]
    public async Task SystemThatDemandsAReason_IsNotAskedWithout_AndIsToldIt()
    {
        await using StubRecipient system = await StubAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().Answers("beacon", system.Address, q => q with { DemandsReason = true, DemandsPurpose = true }));

        JsonElement without = await SearchAsync(server, Smyth);
        JsonElement with = await SearchAsync(server, Smyth, purpose: "investigation", reason: "log 77%");

        Assert.Equal(("refused", "ASK106"), (Word(without, "beacon"), Of(without, "beacon").GetProperty("code").GetString()));
        Assert.Equal("answered", Word(with, "beacon"));
        StubRecipient.Request request = Assert.Single(system.Requests);
        Assert.Equal(("log 77%25", "investigation", "operator:op"), (request.Headers["X-Reason"], request.Headers["X-Purpose"], request.Headers["X-Asker"]));
    }

    [Theory]
    [InlineData(403, "refused", "ASK102")]
    [InlineData(422, "refused", "ASK102")]
    [InlineData(429, "failed", "ASK103")]
    [InlineData(500, "failed", "ASK103")]
    [InlineData(302, "failed", "ASK103")]
    [InlineData(404, "answered", null)]
    [InlineData(204, "answered", null)]
    public async Task Status_SaysWhatBecameOfIt(int status, string outcome, string? code)
    {
        await using StubRecipient system = await StubRecipient.StartAsync();
        system.Answer = (_, context) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
            return Task.CompletedTask;
        };
        await using TestServer server = await TestServer.StartAsync(NewEstate().Answers("beacon", system.Address, q => q with { NothingStatuses = [404] }));

        JsonElement answer = await SearchAsync(server, Smyth);

        Assert.Equal((outcome, code), (Word(answer, "beacon"), Of(answer, "beacon").TryGetProperty("code", out JsonElement said) ? said.GetString() : null));
    }

    [Fact]
    public async Task OtherOrganisation_IsAskedOnlyWhereItMayBeSeen_AndShowsWhatIsPermitted()
    {
        AgreementDefinition agreement = TestAgreement.Of("people") with { Grants = [new GrantDefinition { Records = ["Person"], Attributes = ["familyName"] }] };
        await using StubRecipient system = await StubAsync(Person("P-1", "Jonathan", "Smyth", "1980-02-11"));
        Estate estate = NewEstate().System("control").OwnedBy("control", "eastmoor").System("north").OwnedBy("north", "northmoor").Agreement(agreement).Answers("beacon", system.Address);
        await using TestServer server = await TestServer.StartAsync(estate);

        JsonElement stranger = await SearchAsync(server, Smyth, "north", "investigation");
        JsonElement aimless = await SearchAsync(server, Smyth, "control");
        Assert.Empty(system.Requests);
        JsonElement party = await SearchAsync(server, Smyth, "control", "investigation");
        JsonElement byHidden = await SearchAsync(server, """{"familyName":"Other","dateOfBirth":"1980-02-11","live":true}""", "control", "investigation");

        Assert.Equal(("not-asked", "ASK110"), (Word(stranger, "beacon"), Of(stranger, "beacon").GetProperty("code").GetString()));
        Assert.Equal(("not-asked", "ASK106"), (Word(aimless, "beacon"), Of(aimless, "beacon").GetProperty("code").GetString()));
        JsonElement attributes = Assert.Single(Results(party)).GetProperty("attributes");
        Assert.Equal("familyName", Assert.Single(attributes.EnumerateObject()).Name);
        Assert.DoesNotContain("1980", party.ToString(), StringComparison.Ordinal);
        Assert.Equal((0, 0), (Results(byHidden).Length, Of(byHidden, "beacon").GetProperty("records").GetInt32()));
    }

    [Fact]
    public async Task Retrieved_IsNotKept_UnlessTheWorkspaceSaysSo()
    {
        await using StubRecipient system = await StubAsync(Person("P-1", "Jonathan", "Smyth", "1980-02-11"), Person("L-1", "Quentin", "Abernathy", "1931-12-01"));
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        Estate estate = NewEstate().Answers("beacon", system.Address).Answers("records", system.Address, q => q with { Keep = true });
        estate.Accepts("records", new AcceptDefinition { MessageType = "incident", Types = ["Person"], Delivery = new HttpDelivery { Url = recipient.Address.ToString() } });
        await using TestServer server = await TestServer.StartAsync(estate);

        await SearchAsync(server, """{"familyName":"Smyth","live":{"systems":["beacon"]}}""");
        await server.Part<Projector>().CatchUpAsync(Token);
        int notKept = server.Part<RecordTable>().Count;
        await SearchAsync(server, """{"familyName":"Smyth","live":{"systems":["records"]}}""");
        await SearchAsync(server, """{"familyName":"Smyth","live":{"systems":["records"]}}""");
        await server.Part<Projector>().CatchUpAsync(Token);
        JsonElement stored = (await server.PostAsync("/v1/search", """{"familyName":"Smyth","types":["Person"]}""")).Json;

        Assert.Equal(0, notKept);
        Assert.Equal("records", Assert.Single(Results(stored)).GetProperty("system").GetString());
        Assert.Empty((await server.PostAsync("/v1/search", """{"familyName":"Abernathy"}""")).Json.GetProperty("results").EnumerateArray());
        Assert.Empty(recipient.Requests);
    }

    [Fact]
    public async Task Ledger_HasWhoWasAskedForWhomAndWhy_AndWhoWasShown()
    {
        await using StubRecipient system = await StubAsync(Person("P-1", "Jonathan", "Smyth", "1980-02-11"));
        await using TestServer server = await TestServer.StartAsync(NewEstate().Answers("beacon", system.Address));

        await SearchAsync(server, """{"familyName":"Smyth","types":["Person"],"live":true}""", purpose: "investigation", reason: "log 77");

        List<LedgerEntry> entries = await EntriesAsync(server);
        LedgerEntry asked = Assert.Single(entries, e => e.Outcome == "asked");
        Assert.Equal((LedgerAction.Consultation, "operator:op", "beacon", "wexshire", "investigation", "log 77"), (asked.Action, asked.Actor, asked.RecipientSystem, asked.Recipient, asked.Purpose, asked.Reason));
        LedgerEntry shown = Assert.Single(entries, e => e.Outcome == "search-live");
        Assert.Equal([server.Part<Parley.Server.Ledger.LedgerIdentity>().Subjects.Hash("beacon", "Person", "P-1")], shown.Subjects);
        Assert.DoesNotContain(entries, e => e.ToString().Contains("Smyth", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithoutARepository_SystemsCanStillBeAsked()
    {
        await using StubRecipient system = await StubAsync(Person("P-1", "Jonathan", "Smyth", "1980-02-11"));
        Estate estate = NewEstate().Answers("beacon", system.Address);
        estate.Repository = false;
        await using TestServer server = await TestServer.StartAsync(estate);

        JsonElement answer = await SearchAsync(server, """{"familyName":"Smyth","types":["Person"],"live":true}""");

        Assert.Equal(["P-1"], Results(answer).Select(Reference));
        Assert.Equal((404, "SCH003"), await CodeAsync(server, """{"familyName":"Smyth"}"""));
    }

    [Theory]
    [InlineData("""{"text":"x","live":5}""")]
    [InlineData("""{"text":"x","live":{"systems":"beacon"}}""")]
    [InlineData("""{"text":"x","live":{"deadline":0}}""")]
    [InlineData("""{"text":"x","live":{"deadline":31}}""")]
    [InlineData("""{"text":"x","live":{"deadline":"2s"}}""")]
    [InlineData("""{"text":"x","live":{"budget":1}}""")]
    public async Task FaultyWish_IsRefused(string body)
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());

        Assert.Equal((400, "SCH002"), await CodeAsync(server, body));
    }

    [Fact]
    public async Task SystemsThatCannotBeAsked_AreSaid()
    {
        await using StubRecipient system = await StubAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().Answers("beacon", system.Address));

        JsonElement named = await SearchAsync(server, """{"familyName":"Smyth","live":{"systems":["records","nowhere","beacon"]}}""");
        JsonElement wild = await SearchAsync(server, """{"familyName":"Smy*","live":true}""");

        Assert.Equal(["not-asked", "not-asked", "answered"], named.GetProperty("live").GetProperty("systems").EnumerateArray().Select(s => s.GetProperty("outcome").GetString()));
        Assert.Equal("ASK109", Of(named, "nowhere").GetProperty("code").GetString());
        Assert.Equal(("not-asked", "ASK109"), (Word(wild, "beacon"), Of(wild, "beacon").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Process_AsksAsItself_AndIsGivenWhatItsCallerMaySee()
    {
        await using StubRecipient system = await StubAsync(Person("P-1", "Jonathan", "Smyth", "1980-02-11"));
        await using TestServer server = await TestServer.StartAsync(NewEstate().Answers("beacon", system.Address));
        Asker asker = new(new Caller { System = "records", Organisation = "wexshire", KeyId = "process", Rights = Rights.SeeExchanges | Rights.SeeContent }, null, "stop 12");

        (_, IReadOnlyList<AskedView> systems, IReadOnlyList<FoundRecord> found) = await server.Part<LiveRetrieval>().AskAsync(
            asker, new Engine.Search.SearchQuery { FamilyName = "Smyth", Types = ["Person"] }, new AskedLive(["beacon"], TimeSpan.FromSeconds(5)), Token);

        Assert.Equal("Jonathan", Assert.Single(found).Bundle.Permitted.Records[found[0].Place]["givenNames"].ToString());
        Assert.Equal(AskedOutcome.Answered, Assert.Single(systems).State.Outcome);
        Assert.Equal("system:records", Assert.Single(await EntriesAsync(server), e => e.Outcome == "search-live").Actor);
    }

    private static Estate NewEstate() => new Estate().System("beacon", IssuePolicy.Reject, "incident", "bundle").System("records", IssuePolicy.Reject, "incident", "bundle");

    private static async Task<StubRecipient> StubAsync(params string[] bundles)
    {
        StubRecipient stub = await StubRecipient.StartAsync();
        stub.Answer = (_, context) => WriteAsync(context, "application/json", $"{{\"found\":[{string.Join(',', bundles)}]}}");
        return stub;
    }

    private static Task WriteAsync(HttpContext context, string mediaType, string body)
    {
        context.Response.ContentType = mediaType;
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    }

    private static string Person(string reference, string given, string family, string born) =>
        $$$"""
        {"records":[{"id":"p","type":"Person","attributes":{"reference":"{{{reference}}}","givenNames":["{{{given}}}"],"familyName":"{{{family}}}","dateOfBirth":"{{{born}}}"}}],"links":[]}
        """;

    private static async Task<JsonElement> SearchAsync(TestServer server, string body, string? system = null, string? purpose = null, string? reason = null)
    {
        TestServer.Answer answer = await server.CallAsync(HttpMethod.Post, "/v1/search", request =>
        {
            request.Headers.Authorization = new("Bearer", system is null ? Estate.OperatorKey : Estate.KeyOf(system));
            request.Content = new StringContent(body);
            Add(request, "Parley-Purpose", purpose);
            Add(request, "Parley-Reason", reason);
        });
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static async Task<(int, string)> CodeAsync(TestServer server, string body)
    {
        TestServer.Answer answer = await server.PostAsync("/v1/search", body);
        return (answer.Status, answer.Code);
    }

    private static async Task<List<LedgerEntry>> EntriesAsync(TestServer server)
    {
        EntryReader reader = new();
        List<LedgerEntry> entries = [];
        Store store = server.Part<Store>();
        await foreach ((long _, byte[] bytes) in store.Ledger.EntriesAsync(0, store.LedgerHead, Token))
        {
            entries.Add(reader.Read(bytes)!);
        }

        return entries;
    }

    private static JsonElement[] Results(JsonElement answer) => [.. answer.GetProperty("results").EnumerateArray()];

    private static JsonElement Of(JsonElement answer, string system) =>
        answer.GetProperty("live").GetProperty("systems").EnumerateArray().Single(s => s.GetProperty("system").GetString() == system);

    private static string? Word(JsonElement answer, string system) => Of(answer, system).GetProperty("outcome").GetString();

    private static string? Reference(JsonElement result) => result.GetProperty("attributes").TryGetProperty("reference", out JsonElement r) ? r.GetString() : null;
}
