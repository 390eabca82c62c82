using Microsoft.Extensions.Logging;

namespace Parley.Server.Storage;

/// <summary>The state of one installation: the writer, the receipts and the reading side.</summary>
internal sealed class Store : IAsyncDisposable
{
    /// <summary>How long an idempotency key is remembered.</summary>
    public static readonly TimeSpan IdempotencyWindow = TimeSpan.FromHours(24);

    private readonly Dialect _dialect;
    private readonly TimeProvider _time;
    private StoreWriter? _writer;
    private long _ledgerHead;

    /// <summary>Takes over database and keys, and disposes of both in the end.</summary>
    public Store(Dialect dialect, ContentKeys keys, TimeProvider time)
    {
        (_dialect, Keys, _time) = (dialect, keys, time);
        Ids = new IdGenerator(time);
        Reader = new StoreReader(dialect, keys);
        Ledger = new LedgerReader(dialect.OpenAsync);
    }

    /// <summary>The keys that content is sealed under.</summary>
    public ContentKeys Keys { get; }

    /// <summary>The legal holds in force.</summary>
    public HoldTable Holds { get; } = new();

    /// <summary>What was stopped while this server runs.</summary>
    public StopTable Stops { get; } = new();

    /// <summary>Gives out keys.</summary>
    public IdGenerator Ids { get; }

    /// <summary>What has been taken in within the window.</summary>
    public ReceiptIndex Receipts { get; } = new();

    /// <summary>The reading side.</summary>
    public StoreReader Reader { get; }

    /// <summary>The reading side of the ledger.</summary>
    public LedgerReader Ledger { get; }

    /// <summary>The ledger's last batches.</summary>
    public LedgerTail LedgerTail { get; } = new();

    /// <summary>How many entries the ledger has as far as durable.</summary>
    public long LedgerHead
    {
        get => Volatile.Read(ref _ledgerHead);
        set => Volatile.Write(ref _ledgerHead, value);
    }

    /// <summary>The last place in the order of deliveries when the server started.</summary>
    public long SequenceAtStart { get; private set; }

    /// <summary>Up to which place in the order of deliveries a pending one may have been sent by a server that ended before it could record it; 0 for none.</summary>
    public long UnsureUpTo { get; set; }

    /// <summary>How much work waits for the writer.</summary>
    public int Waiting => _writer?.Waiting ?? 0;

    /// <summary>Called for each committed delivery that is pending, on the writer's thread, in the order of commits; must not block.</summary>
    public Action<DeliveryRow>? DeliveryCommitted { get; set; }

    /// <summary>Brings the schema up to date, reads what must be known in memory, and starts the writer.</summary>
    public async Task StartAsync(ILogger log, CancellationToken cancellationToken)
    {
        StoreSession session = _dialect.OpenSession();
        await Migrator.RunAsync(_dialect, cancellationToken);
        (long key, long sequence) = await Reader.HighestAsync(cancellationToken);
        Ids.StartAbove(key);
        Keys.StartAbove(await Reader.HighestKeyAsync(cancellationToken));
        foreach (HoldRow hold in await Reader.HoldsAsync(ended: false, long.MaxValue, int.MaxValue, cancellationToken))
        {
            Holds.Add(hold);
        }

        WriterState state = new(Receipts, _time);
        state.StartAfter(sequence);
        SequenceAtStart = sequence;
        await Reader.ReadReceiptsAsync(IdGenerator.Floor(_time.GetUtcNow() - IdempotencyWindow), Receipts, cancellationToken);
        LedgerHead = await Ledger.HeadAsync(cancellationToken);
        _writer = new StoreWriter(this, session, state, log);
    }

    /// <summary>Hands in work unless too much waits already.</summary>
    public bool TryEnqueue(StoreWork work)
    {
        work.Prepare(this);
        return _writer!.TryEnqueue(work);
    }

    /// <summary>Hands in work and waits until it is durable.</summary>
    public async Task WriteAsync(StoreWork work, CancellationToken cancellationToken)
    {
        work.Prepare(this);
        await _writer!.EnqueueAsync(work, cancellationToken);
        await work.Completion;
    }

    /// <summary>The number under which exchanges refer to a workspace version, given out when the version is first seen.</summary>
    public async Task<long> VersionAsync(string version, CancellationToken cancellationToken)
    {
        await WriteAsync(
            new StatementWork(Statements.InsertVersion, Ids.Next(), version, Clock.Microseconds(_time)),
            cancellationToken);
        return await Reader.VersionAsync(version, cancellationToken);
    }

    /// <summary>Forgets receipts whose window has passed, in the store and in memory.</summary>
    public async Task ForgetReceiptsAsync(CancellationToken cancellationToken)
    {
        long old = IdGenerator.Floor(_time.GetUtcNow() - IdempotencyWindow);
        await WriteAsync(new StatementWork(Statements.DropReceipts, old), cancellationToken);
        Receipts.Forget(old);
    }

    /// <summary>Lets the database overwrite what has been deleted, where it can be told to: content from before it was sealed.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => _dialect.ForgetAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _writer?.Dispose();
        await _dialect.DisposeAsync();
        Keys.Dispose();
    }
}
