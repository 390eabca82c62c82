using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Server.Ledger;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Ledger;

public sealed class LedgerFollowerTests
{
    private const int Tries = 5;
    private const int PassedOver = 1195;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Follower_TakesWhatCameInSinceItBegan_InOrder_AndGoesOnFromItsPlace()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));
        await DepositAsync(server, 1);
        using Follower first = New(server);
        await first.CatchUpAsync(Token);
        Assert.Empty(first.Written);

        List<string> before = await DepositAsync(server, 5);
        await first.CatchUpAsync(Token);
        using Follower next = New(server);
        await next.CatchUpAsync(Token);
        List<string> after = await DepositAsync(server, 1);
        await next.CatchUpAsync(Token);

        // Two at a time.
        Assert.Equal(before, first.Written.SelectMany(s => s));
        Assert.Equal([2, 2, 1], first.Written.Select(s => s.Count));
        Assert.Equal(after, next.Written.SelectMany(s => s));
    }

    [Fact]
    public async Task Entry_AtWhichItFailsAgainAndAgain_IsPassedOverLoudly()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));
        RecordingLog log = new();
        using Follower follower = New(server, log);
        await follower.CatchUpAsync(Token);
        List<string> all = await DepositAsync(server, 4);
        follower.Poison = [all[0], all[2]];

        int failed = 0;
        while (await Record.ExceptionAsync(() => follower.CatchUpAsync(Token)) is InvalidOperationException)
        {
            failed++;
        }

        Assert.Equal([all[1], all[3]], follower.Written.SelectMany(s => s));
        Assert.Equal(2, log.Events.Count(e => e == PassedOver));
        Assert.InRange(failed, Tries - 1, 2 * Tries);
    }

    [Fact]
    public async Task Entry_ThatMayNotBePassedOver_IsTakenAgainUntilItCanBe()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));
        using Follower follower = New(server, mayPassOver: false);
        await follower.CatchUpAsync(Token);
        List<string> all = await DepositAsync(server, 3);
        follower.Poison = [all[1]];
        for (int i = 0; i < 3 * Tries; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => follower.CatchUpAsync(Token));
        }

        Assert.Empty(follower.Written);
        follower.Poison = [];
        await follower.CatchUpAsync(Token);

        Assert.Equal(all, follower.Written.SelectMany(s => s));
    }

    [Fact]
    public async Task Place_IsKeptWithWhatIsWritten_OrNotAtAll()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));
        using Follower first = New(server);
        await first.CatchUpAsync(Token);
        List<string> all = await DepositAsync(server, 1);
        first.IsStoreAway = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => first.CatchUpAsync(Token));

        using Follower next = New(server);
        await next.CatchUpAsync(Token);

        Assert.Equal(all, next.Written.SelectMany(s => s));
    }

    private static Follower New(TestServer server, RecordingLog? log = null, bool mayPassOver = true) => new(server.Part<Store>(), log ?? new RecordingLog(), mayPassOver);

    private static async Task<List<string>> DepositAsync(TestServer server, int count)
    {
        List<string> made = [];
        for (int i = 0; i < count; i++)
        {
            made.Add((await server.DepositAsync("beacon", $$"""{"ref":"INC-{{server.Part<Store>().LedgerHead}}"}""")).Exchange);
        }

        return made;
    }

    private sealed class Follower(Store store, ILogger log, bool mayPassOver) : LedgerFollower<List<string>>("test", Timeout.InfiniteTimeSpan, store, TimeProvider.System, log)
    {
        public List<List<string>> Written { get; } = [];

        public string[] Poison { get; set; } = [];

        public bool IsStoreAway { get; set; }

        protected override bool MayPassOver => mayPassOver;

        protected override List<string> Begin() => [];

        protected override bool IsEmpty(List<string> stretch) => stretch.Count == 0;

        protected override Task<Taken> TakeAsync(LedgerEntry entry, List<string> stretch, CancellationToken cancellationToken)
        {
            if (Poison.Contains(entry.Exchange))
            {
                throw new InvalidOperationException("poison");
            }

            if (TryAccepted(entry, out _))
            {
                stretch.Add(entry.Exchange!);
            }

            return Task.FromResult(stretch.Count < 2 ? Taken.In : Taken.Last);
        }

        protected override async Task WriteAsync(List<string> stretch, Action<StoreSession, WriterState> keep, CancellationToken cancellationToken)
        {
            if (IsStoreAway)
            {
                throw new StoreUnavailableException("away", null);
            }

            await Store.WriteAsync(new StatementsWork(keep), cancellationToken);
            Written.Add(stretch);
        }
    }
}
