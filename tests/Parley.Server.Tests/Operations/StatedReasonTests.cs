using Parley.Engine.Evidence;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Operations;

/// <summary>The reason that a request states in a header, in any script.</summary>
public sealed class StatedReasonTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("missing person, log 77", "missing person, log 77")]
    [InlineData("50%25 sure", "50%25 sure")]
    [InlineData("UTF-8''M%C3%BCller%20%E2%80%93%20na%C3%AFve", "Müller – naïve")]
    [InlineData("utf-8''M%c3%bcller", "Müller")]
    [InlineData("UTF-8''50%25", "50%")]
    public async Task Reason_IsDecoded_AndKeptInTheLedger(string sent, string kept)
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));

        Assert.Equal(200, (await AskAsync(server, sent)).Status);

        EntryReader reader = new();
        List<string?> reasons = [];
        Store store = server.Part<Store>();
        await foreach ((long _, byte[] bytes) in store.Ledger.EntriesAsync(0, store.LedgerHead, Token))
        {
            LedgerEntry entry = reader.Read(bytes)!;
            reasons.Add(entry.Action == LedgerAction.Consultation ? entry.Reason : null);
        }

        Assert.Equal([kept], reasons.OfType<string>());
    }

    [Theory]
    [InlineData("UTF-8''M%C3")]
    [InlineData("UTF-8''M%C3%")]
    [InlineData("UTF-8''M%GG")]
    [InlineData("UTF-8''one%0Atwo")]
    public async Task WrongEncoding_IsRefused_WithItsPlace(string sent)
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));

        TestServer.Answer answer = await AskAsync(server, sent);

        Assert.Equal(400, answer.Status);
        Assert.Equal("header Parley-Reason", answer.Json.GetProperty("place").GetString());
    }

    [Fact]
    public async Task Length_IsThatOfWhatIsMeant()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));

        Assert.Equal(200, (await AskAsync(server, "UTF-8''" + string.Concat(Enumerable.Repeat("%C3%BC", 1000)))).Status);
        Assert.Equal(400, (await AskAsync(server, "UTF-8''" + string.Concat(Enumerable.Repeat("%C3%BC", 1001)))).Status);
        Assert.Equal(400, (await AskAsync(server, new string('a', 1001))).Status);
    }

    private static Task<TestServer.Answer> AskAsync(TestServer server, string reason) => server.CallAsync(HttpMethod.Get, "/v1/search?q=smith", request =>
    {
        request.Headers.Authorization = new("Bearer", Estate.OperatorKey);
        request.Headers.TryAddWithoutValidation("Parley-Reason", reason);
    });
}
