using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// <c>OPTIONS</c> and <c>POST /v1/media</c>, and <c>HEAD</c>, <c>PATCH</c> and <c>DELETE /v1/media/{id}</c>: resumable uploads by tus 1.0.0. A system uploads as
/// itself and sees its own uploads alone.
/// </summary>
internal sealed class TusEndpoints(
    RepositoryAccess access, Uploads uploads, MediaRecords records, LedgerGate ledger, ServerOptions options)
{
    private MediaDefinition Media => options.Workspace.Installation.Media!;

    /// <summary>Says what the server understands.</summary>
    public Task DescribeAsync(HttpContext context)
    {
        access.Require(context);
        TusHeaders.Describe(context.Response, Media);
        return Task.CompletedTask;
    }

    /// <summary>Begins an upload, and takes its first bytes if they come along.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        Asker asker = Sender(context);
        TusHeaders.Begin(context);
        UploadRequest asked = UploadRequest.Read(context.Request, Media);
        bool along = TusHeaders.IsStretch(context.Request);
        if (!along && context.Request.ContentLength is > 0)
        {
            throw NoStretch();
        }

        if (asked.Record is long record && !await records.MayAttachAsync(asker, record, context.RequestAborted))
        {
            throw new ProblemException(new Problem(
                StatusCodes.Status422UnprocessableEntity, MediaProblems.NoRecord, $"{asker.Caller.System} has no record {PublicId.Record(record)}.", "header Upload-Metadata: record"));
        }

        using UploadChecksum? checksum = along ? UploadChecksum.Read(context.Request) : null;
        CheckLength(context, asked.Size);
        MediaRow row = await uploads.BeginAsync(asked, asker.Caller, context.RequestAborted);
        context.Response.Headers.Location = $"/v1/media/{PublicId.Media(row.Id)}";
        if (along)
        {
            using UploadTurn turn = uploads.Enter(row);
            row = await uploads.AppendAsync(row, context.Request.BodyReader, checksum, asker.Caller, context.RequestAborted);
        }

        TusHeaders.Write(context.Response, row);
        context.Response.StatusCode = StatusCodes.Status201Created;
    }

    /// <summary>Says how an upload stands.</summary>
    public async Task HeadAsync(HttpContext context)
    {
        Asker asker = Sender(context);
        TusHeaders.Begin(context);
        MediaRow row = await FindAsync(context, asker.Caller);
        TusHeaders.WriteAll(context.Response, row);
        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    /// <summary>Takes the next bytes of an upload.</summary>
    public async Task PatchAsync(HttpContext context)
    {
        Asker asker = Sender(context);
        TusHeaders.Begin(context);
        if (!TusHeaders.IsStretch(context.Request))
        {
            throw NoStretch();
        }

        long offset = TusHeaders.Offset(context.Request);
        using UploadChecksum? checksum = UploadChecksum.Read(context.Request);
        MediaRow row = await FindAsync(context, asker.Caller);
        using (uploads.Enter(row))
        {
            // Asked again, now that nobody else writes to it.
            row = await FindAsync(context, asker.Caller);
            if (offset != row.Received)
            {
                throw new ProblemException(new Problem(StatusCodes.Status409Conflict, MediaProblems.WrongOffset, $"{row.Received} bytes are received, and these begin at {offset}.", "header Upload-Offset"));
            }

            CheckLength(context, row.Size - row.Received);
            row = row.State == MediaState.Uploading ? await uploads.AppendAsync(row, context.Request.BodyReader, checksum, asker.Caller, context.RequestAborted) : row;
        }

        TusHeaders.Write(context.Response, row);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Gives an upload up, or deletes an object that no record refers to.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        Asker asker = Sender(context);
        TusHeaders.Begin(context);
        MediaRow row = await FindAsync(context, asker.Caller);
        using (uploads.Enter(row))
        {
            row = await FindAsync(context, asker.Caller);
            if (row.IsWhole && await records.StandingAsync(row, context.RequestAborted) == MediaStanding.Referenced)
            {
                throw new ProblemException(new Problem(StatusCodes.Status409Conflict, MediaProblems.InRecord, "It goes with the last record that refers to it.", "address: id"));
            }

            await uploads.EndAsync(row, asker, context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Does what <c>X-HTTP-Method-Override</c> says, for senders whose way lets no other method pass.</summary>
    public Task OverrideAsync(HttpContext context) => context.Request.Headers["X-HTTP-Method-Override"].ToString().ToUpperInvariant() switch
    {
        "PATCH" => PatchAsync(context),
        "DELETE" => DeleteAsync(context),
        "HEAD" => HeadAsync(context),
        _ => RefuseOverrideAsync(context),
    };

    private Task RefuseOverrideAsync(HttpContext context)
    {
        Sender(context);
        throw new ProblemException(new Problem(StatusCodes.Status405MethodNotAllowed, ServerIssues.WrongMethod, "It must be PATCH, DELETE or HEAD.", "header X-HTTP-Method-Override"));
    }

    /// <summary>A system that may deposit, and see what it deposited.</summary>
    private Asker Sender(HttpContext context)
    {
        Asker asker = access.Require(context);
        if (asker.Caller.System is null || !asker.Caller.Has(Rights.Deposit))
        {
            throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, "Objects are uploaded by systems, each as itself.", "header Authorization"));
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            ledger.Check();
        }

        return asker;
    }

    private async Task<MediaRow> FindAsync(HttpContext context, Caller caller)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        MediaRow row = await uploads.FindAsync(caller, id, context.RequestAborted) ?? throw MediaEndpoints.NotFound(id);
        return row.State < MediaState.Refused
            ? row
            : throw new ProblemException(new Problem(StatusCodes.Status410Gone, MediaProblems.Gone, $"It is over: {row.Verdict}.", "address: id"));
    }

    /// <summary>Refuses what is announced to be longer than it may, and lets the rest in, however large: objects are not held in memory.</summary>
    private static void CheckLength(HttpContext context, long missing)
    {
        if (context.Request.ContentLength > missing)
        {
            throw new ProblemException(new Problem(413, MediaProblems.TooLarge, $"{missing} bytes are missing, and there are more.", "body"));
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
        {
            bound.MaxRequestBodySize = missing + SealedChunks.PlainSize;
        }
    }

    private static ProblemException NoStretch() =>
        new(new Problem(StatusCodes.Status415UnsupportedMediaType, MediaProblems.BadUpload, $"A body must be of the type {TusHeaders.Stretch}.", "header Content-Type"));
}
