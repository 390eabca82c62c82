using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Evidence;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>
/// <c>POST /v1/ledger/witness/add-checkpoint</c> (C2SP tlog-witness): co-signs the checkpoints of the ledgers that the workspace names, each only when it
/// is shown to go on from the one before, so that nobody can be shown another history without two of them being signed.
/// </summary>
internal sealed class Witness(Store store, LedgerIdentity identity, ServerOptions options)
{
    private const int MostBody = 64 * 1024;
    private const int MostProof = 63;
    private const int MostASecond = 20;

    private readonly AsyncLock _one = new();
    private long _second;
    private int _inSecond;

    /// <summary>Answers the request. The caller is known by the checkpoint's signature, and by nothing else.</summary>
    public async Task AddCheckpointAsync(HttpContext context)
    {
        Limit();
        string body = Encoding.UTF8.GetString(await RequestBody.ReadAsync(context, MostBody));
        (long old, List<TreeHash> proof, string note) = Read(body);
        if (SignedNote.Parse(note) is not { } signed || Checkpoint.Parse(signed.Text) is not { } checkpoint)
        {
            throw Refuse(400, "It does not end in a checkpoint.");
        }

        List<NoteKey> keys = [.. options.Workspace.Installation.Ledger.WitnessFor.Where(k => k.Name == checkpoint.Origin)];
        if (keys.Count == 0)
        {
            throw Refuse(404, "This installation is no witness of that ledger.");
        }

        if (!signed.Signatures.Any(s => keys.Exists(k => k.Verify(signed.Text, s))))
        {
            throw Refuse(403, "None of the signatures is good and by a key of that ledger.");
        }

        if (old > checkpoint.Size)
        {
            throw Refuse(400, "The old size is above the checkpoint's.");
        }

        using (await _one.EnterAsync(context.RequestAborted))
        {
            await CosignAsync(context, old, proof, signed, checkpoint);
        }
    }

    private static ProblemException Refuse(int status, string cause) => new(new Problem(status, status switch
    {
        404 => ServerIssues.NotFound,
        403 => ServerIssues.NotPermitted,
        422 => LedgerIssues.Forked,
        _ => ServerIssues.BadRequest,
    }, cause, "body"));

    private static (long Old, List<TreeHash> Proof, string Note) Read(string body)
    {
        int end = body.IndexOf("\n\n", StringComparison.Ordinal);
        string[] lines = end < 0 ? [] : body[..end].Split('\n');
        if (lines.Length is 0 or > MostProof + 1 || !lines[0].StartsWith("old ", StringComparison.Ordinal)
            || !long.TryParse(lines[0].AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out long old)
            || lines[0] != string.Create(CultureInfo.InvariantCulture, $"old {old}"))
        {
            throw Refuse(400, "It does not begin with an old size, proof lines and an empty line.");
        }

        List<TreeHash> proof = [];
        foreach (string line in lines.AsSpan(1))
        {
            proof.Add(TreeHash.TryParse(line, out TreeHash hash) ? hash : throw Refuse(400, "A line of the proof is no hash."));
        }

        return (old, proof, body[(end + 2)..]);
    }

    private async Task CosignAsync(HttpContext context, long old, List<TreeHash> proof, SignedNote signed, Checkpoint checkpoint)
    {
        WitnessedRow? last = await store.Ledger.WitnessedAsync(checkpoint.Origin, context.RequestAborted);
        TreeHash lastRoot = last is null ? TreeHash.Empty : new TreeHash(last.Root);
        if (old != (last?.Size ?? 0) || (old == checkpoint.Size && checkpoint.Root != lastRoot))
        {
            await AnswerAsync(context, 409, "text/x.tlog.size", string.Create(CultureInfo.InvariantCulture, $"{last?.Size ?? 0}\n"));
            return;
        }

        if (!MerkleProof.VerifyConsistency(old, lastRoot, checkpoint.Size, checkpoint.Root, proof))
        {
            throw Refuse(422, "The proof does not lead from what was co-signed last to this.");
        }

        long now = Clock.Microseconds(options.Time);
        NoteSignature cosignature = identity.Signers[0].Cosign(signed.Text, now / 1_000_000);

        // Durable before it is out: a witness that forgets what it has signed could sign a fork.
        await store.WriteAsync(
            new StatementWork(Statements.SetWitnessed, checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToArray(), signed.With([cosignature]).ToString(), now),
            context.RequestAborted);
        await AnswerAsync(context, 200, "text/plain; charset=utf-8", cosignature + "\n");
    }

    private static Task AnswerAsync(HttpContext context, int status, string mediaType, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private void Limit()
    {
        long second = options.Time.GetUtcNow().ToUnixTimeSeconds();
        if (Interlocked.Exchange(ref _second, second) != second)
        {
            Volatile.Write(ref _inSecond, 0);
        }

        if (Interlocked.Increment(ref _inSecond) > MostASecond)
        {
            throw new ProblemException(new Problem(429, ServerIssues.Busy, "A witness is asked too often.", "server") { RetryAfter = 1 });
        }
    }
}
