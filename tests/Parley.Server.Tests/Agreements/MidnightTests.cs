using System.Globalization;
using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Agreements;

/// <summary>
/// Midnight of the installation's zone passes while the server runs and a delivery waits: the agreement of the day before no longer flows, that of the new day
/// does. All parts are the real ones but the clock.
/// </summary>
public abstract class MidnightTests
{
    private const string Why = """{"reason":"The clock had run ahead."}""";

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    // Winter, summer, and the days on which the clocks go forward and back.
    public static TheoryData<string, string> Midnights => new()
    {
        { "2026-12-31", "2027-01-01T00:00:00Z" },
        { "2026-06-30", "2026-06-30T23:00:00Z" },
        { "2026-03-28", "2026-03-29T00:00:00Z" },
        { "2026-03-29", "2026-03-29T23:00:00Z" },
        { "2026-10-24", "2026-10-24T23:00:00Z" },
        { "2026-10-25", "2026-10-26T00:00:00Z" },
    };

    [Theory]
    [MemberData(nameof(Midnights))]
    public async Task Midnight_StopsWhatWaitsUnderWhatEnds_AndBeginsWhatStarts(string last, string midnight)
    {
        SteppedTime clock = new(Moment(midnight) - (2 * s_second));
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using StubRecipient other = await StubRecipient.StartAsync();
        (Task inFlight, TaskCompletionSource answer) = recipient.FailOnce();
        await using TestServer server = await StartAsync(clock, NewEstate(recipient, other, Day(last)));
        string waiting = (await server.DepositAsync("control", """{"ref":"I-1"}""")).Exchange;
        await inFlight;
        Assert.Equal(("in-force", "signed"), (await StateAsync(server, "feed"), await StateAsync(server, "next")));
        Assert.Empty(other.Requests);

        clock.Advance(2 * s_second);
        answer.SetResult();
        JsonElement stopped = await UntilAsync(server, clock, waiting, "withheld");
        string after = (await server.DepositAsync("control", """{"ref":"I-2"}""")).Exchange;
        await other.WaitAsync(1);

        Assert.Equal("SHR001", stopped.GetProperty("exceptions")[0].GetProperty("code").GetString());
        Assert.Single(recipient.Requests);
        Assert.Contains("I-2", Assert.Single(other.Requests).Body, StringComparison.Ordinal);
        Assert.Equal("withheld", Delivery(await ViewAsync(server, after), "records").GetProperty("status").GetString());
        Assert.Equal(("ended", "in-force"), (await StateAsync(server, "feed"), await StateAsync(server, "next")));
        await EntriesAsync(server, "feed in-force", "next signed", "feed ended", "next in-force");
    }

    [Theory]
    [MemberData(nameof(Midnights))]
    public async Task SecondBeforeMidnight_WhatWaitsStillGoes(string last, string midnight)
    {
        SteppedTime clock = new(Moment(midnight) - (10 * s_second));
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using StubRecipient other = await StubRecipient.StartAsync();
        (Task inFlight, TaskCompletionSource answer) = recipient.FailOnce();
        await using TestServer server = await StartAsync(clock, NewEstate(recipient, other, Day(last)));
        string waiting = (await server.DepositAsync("control", """{"ref":"I-1"}""")).Exchange;
        await inFlight;

        answer.SetResult();
        await UntilAsync(server, clock, waiting, "delivered", TimeSpan.FromMilliseconds(10));

        Assert.True(clock.GetUtcNow() < Moment(midnight));
        Assert.Equal(2, recipient.Requests.Count);
        Assert.Equal("in-force", await StateAsync(server, "feed"));
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Clock_PutBackOverMidnight_BringsNothingOut_NotAfterARestartEither()
    {
        DateTimeOffset midnight = Moment("2026-06-30T23:00:00Z");
        SteppedTime clock = new(midnight - (2 * s_second));
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using StubRecipient other = await StubRecipient.StartAsync();
        (Task inFlight, TaskCompletionSource answer) = recipient.FailOnce();
        Estate estate = NewEstate(recipient, other, Day("2026-06-30"));
        string root;
        await using (TestServer first = await StartAsync(clock, estate))
        {
            root = first.Root;
            string waiting = (await first.DepositAsync("control", """{"ref":"I-1"}""")).Exchange;
            await inFlight;
            clock.Advance(2 * s_second);
            await EntriesAsync(first, "feed in-force", "next signed", "feed ended", "next in-force");

            clock.Set(midnight - TimeSpan.FromMinutes(10));
            answer.SetResult();
            await UntilAsync(first, clock, waiting, "withheld");
            Assert.True(clock.GetUtcNow() < midnight);
            Assert.Equal(("ended", "in-force"), (await StateAsync(first, "feed"), await StateAsync(first, "next")));
        }

        clock.Set(midnight - TimeSpan.FromHours(5));
        await using TestServer second = await StartAsync(clock, estate, root);
        string late = (await second.DepositAsync("control", """{"ref":"I-2"}""")).Exchange;
        Assert.Equal("ended", await StateAsync(second, "feed"));
        Assert.Equal("withheld", Delivery(await ViewAsync(second, late), "records").GetProperty("status").GetString());
        Assert.Single(recipient.Requests);

        // A person answers for it that the clock is right now.
        Assert.Equal("in-force", (await second.PostAsync("/v1/agreements/feed/resume", Why)).Json.GetProperty("state").GetString());
        await second.DepositAsync("control", """{"ref":"I-3"}""");
        await recipient.WaitAsync(2);
        Assert.Contains("I-3", recipient.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_OfWhatHasReallyEnded_IsRefused()
    {
        SteppedTime clock = new(Moment("2026-07-05T12:00:00Z"));
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await StartAsync(clock, NewEstate(recipient, recipient, Day("2026-06-30")));

        Assert.Equal("ended", await StateAsync(server, "feed"));
        Assert.Equal(409, (await server.PostAsync("/v1/agreements/feed/resume", Why)).Status);
    }

    private protected abstract StorageDefinition Storage();

    // Eastmoor gets incidents until the last day, Northmoor from the day after.
    private Estate NewEstate(StubRecipient recipient, StubRecipient other, DateOnly last) => new Estate { Storage = Storage() }
        .System("control").System("records").OwnedBy("records", "eastmoor").System("archive").OwnedBy("archive", "northmoor")
        .Accepts("records", Accept(recipient)).Accepts("archive", Accept(other))
        .Agreement(TestAgreement.Of("feed", "reference") with { End = last })
        .Agreement(TestAgreement.Of("next", "reference") with
        {
            Start = last.AddDays(1),
            Parties = [new("wexshire", null, "controller", true, false, ""), new("northmoor", null, "controller", false, true, "")],
        });

    private static AcceptDefinition Accept(StubRecipient recipient) => new()
    {
        MessageType = "incident",
        Types = ["Incident"],
        Purpose = "investigation",
        Delivery = new HttpDelivery
        {
            Url = recipient.Address.ToString(),
            Retry = new RetryDefinition { Attempts = 50, First = TimeSpan.FromMilliseconds(100), Most = TimeSpan.FromMilliseconds(200) },
        },
    };

    private static Task<TestServer> StartAsync(SteppedTime clock, Estate estate, string? root = null) =>
        TestServer.StartAsync(estate, root, o => o with { Time = clock });

    // The clock moves on between the looks, so that what waits is tried again.
    private static Task<JsonElement> UntilAsync(TestServer server, SteppedTime clock, string exchange, string status, TimeSpan? step = null) =>
        server.UntilAsync($"/v1/exchanges/{exchange}", e =>
        {
            clock.Advance(step ?? s_second);
            return Delivery(e, "records").GetProperty("status").GetString() == status;
        });

    private static async Task<JsonElement> ViewAsync(TestServer server, string exchange) => (await server.GetAsync($"/v1/exchanges/{exchange}")).Json;

    private static JsonElement Delivery(JsonElement exchange, string recipient) =>
        exchange.GetProperty("deliveries").EnumerateArray().Single(d => d.GetProperty("recipient").GetString() == recipient);

    private static async Task<string?> StateAsync(TestServer server, string agreement) =>
        (await server.GetAsync($"/v1/agreements/{agreement}")).Json.GetProperty("state").GetString();

    // What the ledger says of agreements, in order; the watch records it behind the decisions.
    private static async Task EntriesAsync(TestServer server, params string[] expected)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        string[] found = [];
        while (!found.SequenceEqual(expected))
        {
            Assert.False(patience.IsCancellationRequested, $"The ledger has {string.Join(", ", found)}");
            found = await AgreementEntriesAsync(server);
        }
    }

    private static async Task<string[]> AgreementEntriesAsync(TestServer server)
    {
        List<string> found = [];
        await foreach ((_, byte[] bytes) in server.Part<Store>().Ledger.EntriesAsync(0, long.MaxValue, TestContext.Current.CancellationToken))
        {
            JsonElement entry = JsonDocument.Parse(bytes).RootElement;
            if (entry.GetProperty("action").GetString() == "agreement")
            {
                found.Add($"{entry.GetProperty("agreements")[0].GetString()!.Split('@')[0]} {entry.GetProperty("outcome").GetString()}");
            }
        }

        return [.. found];
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
