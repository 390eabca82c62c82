using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>Uploads from their beginning to their end. What is said to be received is on the disk: the file first, then how much of it counts.</summary>
internal sealed class Uploads(
    Store store, MediaFolder folder, UploadTable table, MediaEntries entries, MediaEnds ends, MediaSettler settler, ServerOptions options)
{
    private const int MostOpen = 256;
    private const int BusySeconds = 1;

    /// <summary>So many bytes of one request are made durable at once.</summary>
    private const int Stretch = 128 * SealedChunks.PlainSize;

    private MediaDefinition Media => options.Workspace.Installation.Media!;

    /// <summary>Begins an upload.</summary>
    public async Task<MediaRow> BeginAsync(UploadRequest asked, Caller caller, CancellationToken cancellationToken)
    {
        if (await store.Reader.OpenUploadsAsync(caller.System!, cancellationToken) >= MostOpen)
        {
            throw new ProblemException(new Problem(429, MediaProblems.TooManyOpen, $"A system has at most {MostOpen} unfinished uploads.", "server") { RetryAfter = 60 });
        }

        ContentKey key = store.Keys.Next();
        long now = Clock.Microseconds(options.Time);
        MediaRow row = new()
        {
            Id = store.Ids.Next(),
            System = caller.System!,
            State = MediaState.Uploading,
            Created = now,
            By = caller.Actor,
            Type = asked.Type,
            Size = asked.Size,
            Due = now + Clock.Microseconds(Media.Expire),
            Record = asked.Record,
            Key = key.Number,
            Metadata = asked.Metadata,
        };
        await store.WriteAsync(
            new StatementWork(
                Statements.InsertMedia, row.Id, row.System, row.Created, row.By, row.Type, row.Size, row.Due, row.Record, row.Key, MediaRow.Seal(key, asked.Metadata)),
            cancellationToken);
        return row;
    }

    /// <summary>An upload or object of the caller's own, as far as it is durable; null when it has none of the name.</summary>
    public async Task<MediaRow?> FindAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        PublicId.TryParse('o', id, out long key) && await store.Reader.MediaAsync(key, cancellationToken) is MediaRow row && row.System == caller.System
            ? row.State == MediaState.Uploading ? Durable(row) : row
            : null;

    /// <summary>Takes an upload for one request; a problem when another has it.</summary>
    public UploadTurn Enter(MediaRow row) => table.TryEnter(row.Id)
        ? new UploadTurn(table, settler, row.Id)
        : throw new ProblemException(new Problem(StatusCodes.Status423Locked, MediaProblems.InUse, "One request at a time writes to an upload.", "address: id") { RetryAfter = BusySeconds });

    /// <summary>Gives an upload up, or erases an object that no record refers to.</summary>
    public Task EndAsync(MediaRow row, Asker asker, CancellationToken cancellationToken) =>
        ends.EndAsync(row, row.IsWhole ? MediaEnd.Deleted : MediaEnd.GivenUp, asker.Caller, asker.Reason, cancellationToken);

    /// <summary>Takes the bytes of one request.</summary>
    /// <returns>How the upload stands after them.</returns>
    public async Task<MediaRow> AppendAsync(MediaRow row, PipeReader body, UploadChecksum? checksum, Caller caller, CancellationToken cancellationToken)
    {
        ContentKey key = store.Keys.Find(row.Key) ?? throw new ProblemException(new Problem(StatusCodes.Status410Gone, MediaProblems.Gone, "Its key is gone.", "address: id"));
        IncrementalHash? hash = table.Take(row.Id, row.Received);
        try
        {
            using UploadFile file = UploadFile.Open(row, key, folder.UploadOf(row.Id), hash, head => CheckType(row, head));
            hash = file.Hash;
            await ReadAsync(file, row, body, checksum, cancellationToken);
            row = file.Missing == 0
                ? await CompleteAsync(file, row, caller, cancellationToken)
                : await SaveAsync(file, row, cancellationToken);
            table.Keep(row.Id, row.Received, hash);
            hash = null;
        }
        catch (ProblemException refused) when (refused.Problem.Code == MediaProblems.TypeMismatch)
        {
            await ends.EndAsync(row, MediaEnd.OtherType, caller, null, CancellationToken.None);
            throw;
        }
        catch (IOException failure) when (failure is not BadHttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The media folder cannot be written.", failure);
        }
        finally
        {
            hash?.Dispose();
        }

        if (row.State == MediaState.Waiting)
        {
            table.Forget(row.Id);
            return await settler.SettleNowAsync(row, cancellationToken);
        }

        return row;
    }

    /// <summary>How much of an upload is on the disk: never more than its row says, and less when the disk has lost what it had promised.</summary>
    private MediaRow Durable(MediaRow row)
    {
        FileInfo file = new(folder.UploadOf(row.Id));
        long chunks = file.Exists ? file.Length / SealedChunks.SealedSize : 0;
        return chunks < row.Received / SealedChunks.PlainSize ? row with { Received = chunks * SealedChunks.PlainSize, Tail = null } : row;
    }

    private async Task ReadAsync(UploadFile file, MediaRow row, PipeReader body, UploadChecksum? checksum, CancellationToken cancellationToken)
    {
        long durable = file.Received;
        while (true)
        {
            ReadResult read = await NextAsync(file, row, body, checksum, cancellationToken);
            try
            {
                Take(read.Buffer, file, row, checksum);
            }
            finally
            {
                // What is refused is let go of too, or the connection would be torn down before the answer is out.
                body.AdvanceTo(read.Buffer.End);
            }

            if (read.IsCompleted)
            {
                break;
            }

            if (checksum is null && file.Missing > 0 && file.Received - durable >= Stretch)
            {
                await SaveAsync(file, row, cancellationToken);
                durable = file.Received;
            }
        }

        if (checksum?.Fits() == false)
        {
            throw new ProblemException(new Problem(TusHeaders.ChecksumMismatch, MediaProblems.WrongChecksum, "The bytes that came are not those that were sent.", "header Upload-Checksum"));
        }
    }

    private static void Take(ReadOnlySequence<byte> buffer, UploadFile file, MediaRow row, UploadChecksum? checksum)
    {
        foreach (ReadOnlyMemory<byte> bytes in buffer)
        {
            if (bytes.Length > file.Missing)
            {
                throw new ProblemException(new Problem(413, MediaProblems.TooLarge, $"Upload-Length says {row.Size} bytes, and there are more.", "body"));
            }

            checksum?.Append(bytes.Span);
            file.Append(bytes.Span);
        }
    }

    /// <summary>The next bytes. When the sender is gone, what came is kept, unless it was to be kept only with its checksum.</summary>
    private async Task<ReadResult> NextAsync(UploadFile file, MediaRow row, PipeReader body, UploadChecksum? checksum, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            if (checksum is null && file.Missing > 0)
            {
                await SaveAsync(file, row, CancellationToken.None);
                table.Keep(row.Id, file.Received, file.Hash.Clone());
            }

            if (failure is ConnectionResetException)
            {
                throw new BadHttpRequestException("The connection was cut.", failure);
            }

            throw;
        }
    }

    private async Task<MediaRow> SaveAsync(UploadFile file, MediaRow row, CancellationToken cancellationToken)
    {
        file.Flush();
        MediaRow saved = row with { Received = file.Received, Tail = file.Tail(), Due = Clock.Microseconds(options.Time) + Clock.Microseconds(Media.Expire) };
        await store.WriteAsync(new StatementWork(Statements.AdvanceMedia, saved.Id, saved.Received, saved.Tail, saved.Due), cancellationToken);
        return saved;
    }

    private async Task<MediaRow> CompleteAsync(UploadFile file, MediaRow row, Caller caller, CancellationToken cancellationToken)
    {
        file.Flush();
        byte[] sha256 = file.Hash.GetCurrentHash();
        if (UploadRequest.ValueOf(row.Metadata, "sha256") is string said && !string.Equals(said, Convert.ToHexString(sha256), StringComparison.OrdinalIgnoreCase))
        {
            await ends.EndAsync(row, MediaEnd.OtherHash, caller, null, CancellationToken.None);
            throw new ProblemException(new Problem(
                TusHeaders.ChecksumMismatch, MediaProblems.WrongChecksum, "All bytes together do not have the SHA-256 that was announced; nothing of them is kept.", "header Upload-Metadata: sha256"));
        }

        MediaRow whole = row with { State = MediaState.Waiting, Received = row.Size, Tail = null, Sha256 = sha256, Completed = Clock.Microseconds(options.Time) };
        await store.WriteAsync(
            new StatementsWork((session, state) =>
            {
                session.Execute(Statements.CompleteMedia, whole.Id, sha256, whole.Completed);
                state.AddEntry(entries.Of(whole, LedgerAction.Collection, "object-uploaded", state.Now, caller));
            }),
            cancellationToken);
        return whole;
    }

    private static void CheckType(MediaRow row, ReadOnlySpan<byte> head)
    {
        if (!MediaContentType.Fits(row.Type, head))
        {
            throw new ProblemException(new Problem(
                StatusCodes.Status415UnsupportedMediaType, MediaProblems.TypeMismatch, $"It does not begin as {row.Type} does; nothing of it is kept.", "body"));
        }
    }
}
