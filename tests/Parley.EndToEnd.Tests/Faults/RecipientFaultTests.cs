using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>One recipient is at fault: the other is served as if nothing were, and the first gets everything in order once it is well again.</summary>
public sealed partial class RecipientFaultTests
{
    /// <summary>What the server may hold resident with 5,000 messages waiting for a dead recipient, MiB.</summary>
    private const long MostResident = 250;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Recipient_DownForFiveThousandMessages_OtherServedMemoryBoundedNothingLost()
    {
        using TemporaryFolder folder = HttpEstate.Create();
        await using Recipient beta = new();
        await using Recipient gamma = await new Recipient().StartAsync();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment(beta: beta.Address, gamma: gamma.Address));
        using LoadRun load = new(16, 313, recordsEach: 25);
        load.ServerIs(server.Address);

        await load.RunAsync();
        await gamma.HasAsync(load.Total, Soon);
        long resident = server.ResidentMebibytes;

        TestContext.Current.TestOutputHelper?.WriteLine($"{load.Total} messages waiting for a dead recipient: {resident} MiB resident");
        Assert.True(resident < MostResident, $"{resident} MiB resident");
        Assert.Equal(0, beta.Requests);
        await beta.StartAsync();
        await beta.HasAsync(load.Total, Patience);
        AssertWhole(load, beta, gamma);
        using Depositor asker = new("alpha", "incident");
        Assert.Empty(await asker.ExceptionsAsync(server.Address, "beta"));
    }

    [Theory]
    [InlineData("slow")]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("hangs up")]
    public async Task Recipient_FailingForAWhile_OtherServedNothingLost(string fault)
    {
        using TemporaryFolder folder = HttpEstate.Create();
        bool isFailing = true;
        await using Recipient beta = await new Recipient
        {
            Answer = (_, cancellation) => Volatile.Read(ref isFailing) ? FailAsync(fault, cancellation) : Task.FromResult((204, "")),
        }.StartAsync();
        await using Recipient gamma = await new Recipient().StartAsync();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment(beta: beta.Address, gamma: gamma.Address));
        using LoadRun load = new(16, 25, recordsEach: 5);
        load.ServerIs(server.Address);

        await load.RunAsync();
        await gamma.HasAsync(load.Total, Soon);

        Assert.True(beta.Taken.Count < load.Total / 2, "The recipient was not at fault: the test proves nothing.");
        Volatile.Write(ref isFailing, false);
        await beta.HasAsync(load.Total, Patience);
        AssertWhole(load, beta, gamma);
    }

    [Fact]
    public async Task Recipient_AnsweringRubbish_IsAnExceptionOfTheReplierAndTheMessageCountsAsDelivered()
    {
        using TemporaryFolder folder = HttpEstate.Create(withReply: true);
        string[] rubbish = ["<Answer><Crime>", "{\"crime\":1}", "\0\0\0", "<Answer/>", "<html><body>It works!</body></html>"];
        int answered = -1;
        await using Recipient beta = await new Recipient
        {
            Answer = (_, _) => Task.FromResult((200, rubbish[Interlocked.Increment(ref answered) % rubbish.Length])),
        }.StartAsync();
        await using Recipient gamma = await new Recipient().StartAsync();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment(beta: beta.Address, gamma: gamma.Address));
        using LoadRun load = new(4, 10, recordsEach: 5);
        load.ServerIs(server.Address);

        await load.RunAsync();
        await gamma.HasAsync(load.Total, Soon);
        await beta.HasAsync(load.Total, Soon);

        using Depositor asker = new("alpha", "incident");
        IReadOnlyList<JsonNode> exceptions = await WaitForAsync(() => asker.ExceptionsAsync(server.Address, "beta"), e => e.Count == load.Total);
        Assert.All(exceptions, e => Assert.Equal("SRV025", (string?)e["code"]));
        Assert.All(exceptions, e => Assert.Equal("beta", (string?)e["task"]!["system"]));
        Assert.Empty(await asker.ExceptionsAsync(server.Address, "alpha"));
        AssertWhole(load, beta, gamma);
    }

    [Fact]
    public async Task Recipient_Refusing_IsAnExceptionAtOnceThatCanBeSentAgain()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false);
        bool isRefusing = true;
        await using Recipient beta = await new Recipient
        {
            Answer = (_, _) => Task.FromResult(Volatile.Read(ref isRefusing) ? (422, "no such beat") : (204, "")),
        }.StartAsync();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment(beta: beta.Address));
        using Depositor alpha = new("alpha", "incident");

        Answer answer = await alpha.DepositAsync(server.Address, HttpEstate.Incident("WX-1", "refused"));
        Assert.Equal(202, answer.Status);
        JsonNode exception = (await WaitForAsync(() => alpha.ExceptionsAsync(server.Address, "beta"), e => e.Count == 1))[0];

        Assert.Equal(1, beta.Requests);
        Assert.Equal("SRV023", (string?)exception["code"]);
        Assert.Equal("beta", (string?)exception["task"]!["system"]);
        Assert.Contains("no such beat", (string?)exception["why"], StringComparison.Ordinal);
        Assert.Equal(answer.Exchange, (string?)exception["exchange"]);
        Volatile.Write(ref isRefusing, false);
        Answer resent = await alpha.PostAsync(server.Address, $"/v1/exceptions/{exception["id"]}/resend", "beta");
        Assert.True(resent.Status == 202, resent.Body);
        await beta.HasAsync(1, Soon);
        Assert.Contains("<Narrative>refused</Narrative>", beta.Taken[0].Body, StringComparison.Ordinal);
        Assert.Empty(await alpha.ExceptionsAsync(server.Address, "beta"));
    }

    private static async Task<(int Status, string Body)> FailAsync(string fault, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case "slow":
                // The fault itself, not a wait for anything: this recipient takes two seconds over each message.
                await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
                return (204, "");
            case "hangs up":
                return (Recipient.HangUp, "");
            default:
                return (int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture), "<html>Oops</html>");
        }
    }

    private static void AssertWhole(LoadRun load, Recipient beta, Recipient gamma)
    {
        Assert.Equal(load.Total, load.Acknowledged);
        Assert.Empty(beta.Faults);
        Assert.Empty(gamma.Faults);
        load.AssertComplete([.. beta.Taken.Select(d => Text().Match(d.Body).Value)]);
        load.AssertComplete([.. gamma.Taken.Select(d => Text().Match(d.Body).Value)]);
    }

    /// <summary>Asks until the answer is as wanted: what has no event of its own to wait for.</summary>
    private static async Task<T> WaitForAsync<T>(Func<Task<T>> ask, Func<T, bool> isWanted)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Soon);
        while (true)
        {
            T answer = await ask();
            if (isWanted(answer))
            {
                return answer;
            }

            Assert.False(patience.IsCancellationRequested, $"It did not come about within {Soon.TotalSeconds} s: {answer}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex("R[0-9]+-[0-9]+:[0-9]+")]
    private static partial Regex Text();
}
