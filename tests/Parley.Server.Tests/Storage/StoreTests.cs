using Microsoft.Extensions.Logging.Abstractions;
using Parley.Engine.Evidence;
using Parley.Server.Ledger;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Storage;

/// <summary>What every store must do; inherited for each database.</summary>
public abstract class StoreTests
{
    private readonly TimeProvider _time = TimeProvider.System;

    [Fact]
    public async Task Exchange_Written_IsReadBackWhole()
    {
        await using Store store = await OpenAsync();
        ExchangeRecord record = NewRecord(store, "key-1");
        await store.WriteAsync(new ExchangeWork(record), Token);

        ExchangeRow? row = await store.Reader.ExchangeAsync(record.Exchange.Id, Token);

        // Sha256 is an array, which records compare by reference.
        Assert.Equal(record.Exchange.Sha256, row!.Sha256);
        Assert.Equal(record.Exchange, row with { Sha256 = record.Exchange.Sha256 });
        Assert.Equal(record.Body, await store.Reader.ContentAsync(row.Content, new ContentPermit("test"), Token));
        DeliveryRow delivery = Assert.Single(await store.Reader.DeliveriesAsync(row.Id, Token));
        Assert.Equal("records", delivery.Recipient);
        Assert.Equal(record.Deliveries[0].Body, await store.Reader.ContentAsync(delivery.Content, new ContentPermit("test"), Token));
    }

    [Fact]
    public async Task Content_WhoseKeyIsErased_IsGone_AndTheRestStays()
    {
        await using Store store = await OpenAsync();
        ExchangeRecord erased = NewRecord(store, "key-1");
        ExchangeRecord kept = NewRecord(store, "key-2");
        await store.WriteAsync(new ExchangeWork(erased), Token);
        await store.WriteAsync(new ExchangeWork(kept), Token);

        store.Keys.Erase([erased.Exchange.Key!.Value]);

        ExchangeRow row = (await store.Reader.ExchangeAsync(erased.Exchange.Id, Token))!;
        Assert.Equal((null, null, "beacon"), (row.Reference, row.IdempotencyKey, row.System));
        Assert.Null(await store.Reader.ContentAsync(row.Content, new ContentPermit("test"), Token));
        Assert.Null(await store.Reader.ContentAsync(erased.Deliveries[0].Content, new ContentPermit("test"), Token));
        Assert.Equal(kept.Exchange.Reference, (await store.Reader.ExchangeAsync(kept.Exchange.Id, Token))!.Reference);
        Assert.Equal(kept.Body, await store.Reader.ContentAsync(kept.Exchange.Content, new ContentPermit("test"), Token));
    }

    [Fact]
    public async Task Exchanges_AreFoundByReference_ThoughItIsSealed()
    {
        await using Store store = await OpenAsync();
        ExchangeRecord record = NewRecord(store, "key-1");
        await store.WriteAsync(new ExchangeWork(record), Token);

        ExchangeFilter filter = new(null, null, null, record.Exchange.Reference, long.MaxValue, 10);

        Assert.Equal(record.Exchange.Id, Assert.Single(await store.Reader.ExchangesAsync(filter, Token)).Id);
        Assert.Empty(await store.Reader.ExchangesAsync(filter with { Reference = "another" }, Token));
    }

    [Fact]
    public async Task Exchange_WithAKnownReceipt_IsNotWritten()
    {
        await using Store store = await OpenAsync();
        ExchangeRecord first = NewRecord(store, "same");
        await store.WriteAsync(new ExchangeWork(first), Token);
        ExchangeRecord second = NewRecord(store, "same");
        ExchangeWork work = new(second);

        await store.WriteAsync(work, Token);

        Assert.Equal(first.Exchange.Id, work.Earlier);
        Assert.Null(await store.Reader.ExchangeAsync(second.Exchange.Id, Token));
    }

    [Fact]
    public async Task Store_OpenedAgain_KnowsReceiptsPendingAndOrder()
    {
        long id;
        long seq;
        await using (Store store = await OpenAsync())
        {
            ExchangeRecord record = NewRecord(store, "key-1");
            await store.WriteAsync(new ExchangeWork(record), Token);
            (id, seq) = (record.Exchange.Id, record.Deliveries[0].Seq);
        }

        await using Store again = await OpenAsync(fresh: false);
        ExchangeRecord repeat = NewRecord(again, "key-1");
        ExchangeWork work = new(repeat);
        await again.WriteAsync(work, Token);
        ExchangeRecord next = NewRecord(again, "key-2");
        await again.WriteAsync(new ExchangeWork(next), Token);

        Assert.Equal(id, work.Earlier);
        Assert.True(next.Deliveries[0].Seq > seq);
        Assert.Equal([seq, next.Deliveries[0].Seq], (await again.Reader.PendingAsync("records", 0, 10, Token)).Select(d => d.Seq));
        Assert.Equal(("records", 2), Assert.Single(await again.Reader.PendingRecipientsAsync(Token)));
    }

    [Fact]
    public async Task ManyAtOnce_AreAllWritten_AndHandedOverInOrder()
    {
        await using Store store = await OpenAsync();
        List<long> handedOver = [];
        store.DeliveryCommitted = d => handedOver.Add(d.Seq);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => store.WriteAsync(new ExchangeWork(NewRecord(store, $"key-{i}")), Token)));

        Assert.Equal(500, handedOver.Count);
        Assert.Equal(handedOver.Order(), handedOver);
        Assert.Equal(handedOver, (await store.Reader.PendingAsync("records", 0, 1000, Token)).Select(d => d.Seq));
    }

    [Fact]
    public async Task FaultyWork_FailsAlone()
    {
        await using Store store = await OpenAsync();
        Task faulty = store.WriteAsync(new FaultyWork(), Token);
        Task[] sound = [.. Enumerable.Range(0, 10).Select(i => store.WriteAsync(new ExchangeWork(NewRecord(store, $"key-{i}")), Token))];

        await Task.WhenAll(sound);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => faulty);
        Assert.Equal(10, (await store.Reader.PendingAsync("records", 0, 100, Token)).Count);
    }

    [Fact]
    public async Task Entries_OfWorkThatFails_LeaveNoGap()
    {
        await using Store store = await OpenAsync();
        List<Task> works = [];
        for (int i = 0; i < 60; i++)
        {
            works.Add(i % 7 == 3 ? store.WriteAsync(new FaultyWork(Entry("faulty")), Token) : store.WriteAsync(new LedgerWork(Entry($"sound-{i}")), Token));
        }

        foreach (Task work in works)
        {
            await Record.ExceptionAsync(() => work);
        }

        List<(long Number, byte[] Entry)> entries = await EntriesAsync(store);
        Assert.Equal(51, entries.Count);
        Assert.Equal(Enumerable.Range(0, 51).Select(i => (long)i), entries.Select(e => e.Number));
        Assert.DoesNotContain(entries, e => System.Text.Encoding.UTF8.GetString(e.Entry).Contains("faulty", StringComparison.Ordinal));
        Assert.Equal(51, store.LedgerHead);
    }

    [Fact]
    public async Task Entries_AfterAReopen_GoOnWhereTheyEnded()
    {
        await using (Store store = await OpenAsync())
        {
            await store.WriteAsync(new LedgerWork(Entry("one")), Token);
        }

        await using Store again = await OpenAsync(fresh: false);
        Assert.Equal(1, again.LedgerHead);
        await again.WriteAsync(new LedgerWork(Entry("two")), Token);

        Assert.Equal([0L, 1L], (await EntriesAsync(again)).Select(e => e.Number));
    }

    [Fact]
    public async Task Index_FlushedAndMerged_FindsEveryEntryOfASubject()
    {
        await using Store store = await OpenAsync();
        SubjectIndex index = new(store, pairsInSegment: 500);
        long number = await index.StartAsync(Token);
        for (int segment = 0; segment < 20; segment++)
        {
            List<IndexPair> pairs = [];
            for (int i = 0; i < 520; i++)
            {
                pairs.Add(new IndexPair((ulong)(number % 37) << 60 | (ulong)(number % 37), number++));
            }

            index.Add(pairs);
            await index.FlushAsync(number, Token);
        }

        index.Add([new IndexPair(5UL << 60 | 5, number)]);
        IEnumerable<long> wanted = Enumerable.Range(0, 20 * 520).Where(n => n % 37 == 5).Select(n => (long)n).Append(number);
        Assert.Equal(wanted, await index.FindAsync(5UL << 60 | 5, Token));
        Assert.Empty(await index.FindAsync(6, Token));
        Assert.Equal([1, 1, 0, 0, 0, 0], (await store.Ledger.SegmentsAsync(Token)).Select(s => s.Level));
        Assert.Empty(await store.Ledger.OrphansAsync(Token));
        Assert.Equal(number, await new SubjectIndex(store).StartAsync(Token));
    }

    [Fact]
    public async Task Cursor_Set_IsReplaced()
    {
        await using Store store = await OpenAsync();
        Assert.Null(await store.Reader.CursorAsync("a", Token));
        await store.WriteAsync(new StatementWork(Statements.SetCursor, "a", "1", 1L), Token);
        await store.WriteAsync(new StatementWork(Statements.SetCursor, "a", "2", 2L), Token);
        Assert.Equal("2", await store.Reader.CursorAsync("a", Token));
    }

    [Fact]
    public async Task Receipts_PastTheirWindow_AreForgotten()
    {
        await using Store store = await OpenAsync();
        await store.WriteAsync(new StatementWork(Statements.InsertReceipt, 1L, 42L), Token);
        ReceiptIndex before = new();
        await store.Reader.ReadReceiptsAsync(0, before, Token);
        Assert.Equal(1, before.Count);

        await store.ForgetReceiptsAsync(Token);

        ReceiptIndex after = new();
        await store.Reader.ReadReceiptsAsync(0, after, Token);
        Assert.Equal(0, after.Count);
    }

    [Fact]
    public async Task SecondServer_OnOneStore_IsRefused()
    {
        await using Store store = await OpenAsync();
        await store.WriteAsync(new StatementWork(Statements.SetCursor, "a", "1", 1L), Token);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await OpenAsync(fresh: false));
    }

    /// <summary>The file of keys.</summary>
    private protected string Keys { get; } = Path.Combine(TestServer.NewFolder(), "keys.db");

    private protected abstract Dialect Open(bool fresh);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ExchangeRecord NewRecord(Store store, string key)
    {
        long id = store.Ids.Next();
        ExchangeRecord record = new()
        {
            Exchange = new ExchangeRow
            {
                Id = id,
                System = "beacon",
                Type = "incident",
                Via = "http",
                Received = 1,
                Version = 1,
                Size = 3,
                Sha256 = [1, 2, 3],
                IdempotencyKey = key,
                Reference = "naïve 🚔 'quoted'",
                Issues = "[]",
                Correlation = id,
            },
            Body = [1, 0, 255],
            Receipt = Parley.Server.Exchanges.Receipt.Hash(store.Keys, "beacon", "incident", key),
        };
        record.Deliveries.Add(new DeliveryRow
        {
            Exchange = id, N = 1, Recipient = "records", Type = "crime", Route = 0, OrderKey = -7, Content = store.Ids.Next(), Body = [9, 8],
        });
        return record;
    }

    private async Task<Store> OpenAsync(bool fresh = true)
    {
        Dialect dialect = Open(fresh);
        Store store = new(dialect, new ContentKeys(new KeyFile(Keys, master: null)), _time);
        try
        {
            await store.StartAsync(NullLogger.Instance, Token);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private static LedgerEntry Entry(string actor) => new() { Action = LedgerAction.Consultation, At = 1, Actor = actor, Organisation = "wexshire" };

    private static async Task<List<(long Number, byte[] Entry)>> EntriesAsync(Store store)
    {
        List<(long Number, byte[] Entry)> entries = [];
        await foreach ((long Number, byte[] Entry) entry in store.Ledger.EntriesAsync(0, long.MaxValue, Token))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private sealed class FaultyWork(LedgerEntry? entry = null) : StoreWork
    {
        private static readonly Statement s_faulty = new("INSERT INTO cursors (name, cursor, changed) VALUES ($1, $2, $3)");

        public override void Apply(StoreSession session, WriterState state)
        {
            if (entry is not null)
            {
                state.AddEntry(entry);
            }

            session.Execute(s_faulty, "x", SqlValue.Null, 1L);
        }
    }
}
