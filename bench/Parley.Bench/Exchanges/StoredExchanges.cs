using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Parley.Server.Delivery;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Bench.Exchanges;

/// <summary>Fills a store with delivered exchanges as the server itself writes them, spread evenly over the days before now.</summary>
internal static class StoredExchanges
{
    private const int InTransaction = 2000;

    private static readonly TimeSpan Age = TimeSpan.FromDays(10);

    /// <summary>Writes that many to the store's file, which is made with the schema of this version.</summary>
    public static async Task FillAsync(string file, long count, byte[] received, byte[] delivered, CancellationToken cancellationToken)
    {
        await using SqliteDialect dialect = new(file);
        using StoreSession session = dialect.OpenSession();
        await Migrator.RunAsync(dialect, cancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        using ContentKeys keys = new(new KeyFile(Path.Combine(Path.GetDirectoryName(file)!, "keys.db"), master: null));
        WriterState state = new(new ReceiptIndex(), TimeProvider.System);
        for (long done = 0; done < count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            state.Begin();
            session.Begin();
            for (var end = Math.Min(count, done + InTransaction); done < end; done++)
            {
                var at = now - (Age * ((count - done) / (double)count));
                Insert(session, state, keys, Exchange(keys, IdGenerator.Floor(at) + (2 * (done % 1000)), at, done, received, delivered, at > now - Store.IdempotencyWindow));
            }

            session.Commit();
        }
    }

    /// <summary>Moves the write-ahead log into the file, as a server that ran for days would have, and returns the bytes of the file.</summary>
    public static long Settle(string file)
    {
        using SqliteConnection connection = new($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
        return new FileInfo(file).Length;
    }

    private static void Insert(StoreSession session, WriterState state, ContentKeys keys, ExchangeRecord record)
    {
        record.Seal(keys);
        record.Insert(session, state);
        foreach (var delivery in record.Deliveries)
        {
            delivery.Status = DeliveryStatus.Delivered;
            delivery.Attempts = 1;
            delivery.HttpStatus = 200;
            delivery.Done = record.Exchange.Recorded;
            delivery.TookMicroseconds = 900;
            new OutcomeWork(delivery).Apply(session, state);
        }
    }

    private static ExchangeRecord Exchange(ContentKeys keys, long id, DateTimeOffset at, long number, byte[] received, byte[] delivered, bool isRecent)
    {
        var reference = $"WX-{number:D10}";
        ExchangeRecord record = new()
        {
            Exchange = new ExchangeRow
            {
                Id = id,
                System = "dispatch",
                Type = "incident",
                Via = "http",
                Received = (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
                ReadMicroseconds = 30,
                WriteMicroseconds = 20,
                Version = 1,
                Size = received.Length,
                Sha256 = SHA256.HashData(BitConverter.GetBytes(id)),
                IdempotencyKey = Receipt.ByMessageId(reference),
                SubjectType = "Incident",
                Reference = reference,
                Correlation = id,
            },
            Body = received,
            Receipt = isRecent ? Receipt.Hash(keys, "dispatch", "incident", reference) : null,
        };
        record.Deliveries.Add(new DeliveryRow
        {
            Exchange = id,
            N = 1,
            Recipient = "records",
            Type = "occurrence",
            Route = 0,
            OrderKey = BitConverter.ToInt64(record.Exchange.Sha256),
            Content = id + 1,
            Body = delivered,
        });
        return record;
    }
}
