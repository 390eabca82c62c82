using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Evidence;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary><c>/v1/ledger</c>: keys, checkpoint, tiles and entries as C2SP tlog-tiles has them, proofs, and evidence packs.</summary>
internal sealed class LedgerEndpoints(
    Authenticator authenticator, Store store, LedgerIdentity identity, LedgerState state, ProofMaker proofs, PackMaker packs, ConsultationLog consultations)
{
    private const int MostBody = 64 * 1024;
    private const int DefaultLimit = 100;
    private const int MostLimit = 1000;

    /// <summary>The public keys that sign or have signed, and the key under which this installation co-signs for others.</summary>
    public async Task KeyAsync(HttpContext context)
    {
        authenticator.Require(context);
        List<LedgerKeyRow> keys = await store.Ledger.KeysAsync(context.RequestAborted);
        await JsonResponse.WriteAsync(context, 200, (identity, keys), static (writer, s) =>
        {
            writer.WriteStartObject();
            writer.WriteString("origin"u8, s.identity.Origin);
            writer.WriteStartArray("keys"u8);
            foreach (LedgerKeyRow row in s.keys)
            {
                WriteKey(writer, row);
            }

            writer.WriteEndArray();
            writer.WriteString("cosigner"u8, s.identity.Signers[0].CosignerKey.ToString());
            writer.WriteEndObject();
        });
    }

    /// <summary>The last checkpoint, as a signed note; with <c>origin</c> the last that was co-signed here of another ledger, for whoever is to verify that one.</summary>
    public async Task CheckpointAsync(HttpContext context)
    {
        string? origin = context.Request.Query["origin"];
        authenticator.Require(context, origin is null ? Rights.None : Rights.Ledger);
        string note = origin is null ? (await LastAsync(context)).Note
            : (await store.Ledger.WitnessedAsync(origin, context.RequestAborted))?.Note ?? throw NotFound($"Nothing of a ledger '{origin}' was co-signed here.");
        context.Response.Headers.CacheControl = "no-cache";
        await TextAsync(context, note);
    }

    /// <summary>A tile of hashes, or a bundle of entries.</summary>
    public async Task TileAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Ledger);
        if (!TilePath.TryParse((string?)context.Request.RouteValues["path"], out TilePath path))
        {
            throw NotFound("The address is not that of a tile.");
        }

        byte[] bytes = path.Level is int level ? await HashesAsync(level, path, context.RequestAborted) : await BundleAsync(path, context, caller);
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>An inclusion proof (<c>entry</c>, perhaps <c>size</c>) or a consistency proof (<c>from</c> and <c>to</c>).</summary>
    public async Task ProofAsync(HttpContext context)
    {
        authenticator.Require(context, Rights.Ledger);
        IQueryCollection query = context.Request.Query;
        if (Number(query, "entry") is long entry)
        {
            long size = Number(query, "size") ?? state.Sealed;
            Bound(entry < size && size <= state.Sealed, "entry and size");
            List<IReadOnlyList<TreeHash>> found = await proofs.InclusionAsync([entry], size, context.RequestAborted);
            await WriteProofAsync(context, ("entry", entry), ("size", size), found[0]);
            return;
        }

        if (Number(query, "from") is long from)
        {
            long to = Number(query, "to") ?? state.Sealed;
            Bound(from <= to && to <= state.Sealed, "from and to");
            await WriteProofAsync(context, ("from", from), ("to", to), await proofs.ConsistencyAsync(from, to, context.RequestAborted));
            return;
        }

        throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "A proof is asked for by entry, or by from.", "query"));
    }

    /// <summary>Entries in order, those after one.</summary>
    public async Task EntriesAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Ledger);
        long after = Number(context.Request.Query, "after") ?? -1;
        long limit = Number(context.Request.Query, "limit") ?? DefaultLimit;
        Bound(limit is > 0 and <= MostLimit, "limit");
        long end = Math.Min(store.LedgerHead, after + 1 + limit);
        await consultations.RecordAsync(context, caller, null, string.Create(CultureInfo.InvariantCulture, $"entries {after} {end}"), "ledger-read");
        List<(long Number, byte[] Entry)> entries = [];
        await foreach ((long Number, byte[] Entry) entry in store.Ledger.EntriesAsync(after + 1, end, context.RequestAborted))
        {
            entries.Add(entry);
        }

        await JsonResponse.WriteAsync(context, 200, (entries, sealedSize: state.Sealed), static (writer, s) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("sealed"u8, s.sealedSize);
            writer.WriteStartArray("entries"u8);
            foreach ((long number, byte[] entry) in s.entries)
            {
                writer.WriteStartObject();
                writer.WriteNumber("number"u8, number);
                writer.WritePropertyName("entry"u8);
                writer.WriteRawValue(entry, skipInputValidation: true);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>An evidence pack of one exchange, one subject or a period.</summary>
    public async Task PackAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Ledger);
        PackRequest request = PackRequest.Read(await RequestBody.ReadAsync(context, MostBody), identity.Subjects);
        await consultations.RecordAsync(context, caller, request.Question.Exchange, $"pack {request.Question} {store.LedgerHead}", "evidence-pack");
        byte[] pack = await packs.MakeAsync(request.Question, request.Earlier, context.RequestAborted);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = pack.Length;
        await context.Response.Body.WriteAsync(pack, context.RequestAborted);
    }

    private static void WriteKey(Utf8JsonWriter writer, LedgerKeyRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("key"u8, row.Id);
        writer.WriteString("pem"u8, NoteKey.Parse(row.Id)?.Pem);
        writer.WriteNumber("from"u8, row.From);
        if (row.Until is long until)
        {
            writer.WriteNumber("until"u8, until);
        }

        writer.WriteEndObject();
    }

    private static Task WriteProofAsync(HttpContext context, (string Name, long Value) first, (string Name, long Value) second, IReadOnlyList<TreeHash> proof) =>
        JsonResponse.WriteAsync(context, 200, (first, second, proof), static (writer, s) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber(s.first.Name, s.first.Value);
            writer.WriteNumber(s.second.Name, s.second.Value);
            writer.WriteStartArray("proof"u8);
            foreach (TreeHash hash in s.proof)
            {
                writer.WriteStringValue(hash.ToString());
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    private static Task TextAsync(HttpContext context, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static long? Number(IQueryCollection query, string name)
    {
        string? text = query[name];
        return text is null
            ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "It is not a whole number from 0.", $"query: {name}"));
    }

    private static void Bound(bool good, string what)
    {
        if (!good)
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "It is not within what is sealed, or not in order.", $"query: {what}"));
        }
    }

    private static ProblemException NotFound(string cause) => new(new Problem(404, ServerIssues.NotFound, cause, "address"));

    private async Task<CheckpointRow> LastAsync(HttpContext context) =>
        await store.Ledger.LastCheckpointAsync(context.RequestAborted) ?? throw NotFound("Nothing has been sealed yet.");

    private async Task<byte[]> HashesAsync(int level, TilePath path, CancellationToken cancellationToken)
    {
        Tile? tile = await store.Ledger.TileAsync(level, path.Number, cancellationToken);
        return tile is not null && tile.Width >= path.Width ? tile.Hashes[..(path.Width * TreeHash.Size)] : throw NotFound("There is no such tile yet.");
    }

    private async Task<byte[]> BundleAsync(TilePath path, HttpContext context, Caller caller)
    {
        long first = path.Number * Tile.FullWidth;
        if (first + path.Width > state.Sealed)
        {
            throw NotFound("There are not so many entries sealed yet.");
        }

        // The ledger is read, in whatever form; tiles of hashes tell nothing of anybody.
        await consultations.RecordAsync(context, caller, null, string.Create(CultureInfo.InvariantCulture, $"bundle {first} {path.Width}"), "ledger-read");
        using MemoryStream bundle = new();
        byte[] length = new byte[2];
        await foreach ((long _, byte[] entry) in store.Ledger.EntriesAsync(first, first + path.Width, context.RequestAborted))
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
            bundle.Write(length);
            bundle.Write(entry);
        }

        return bundle.ToArray();
    }
}
