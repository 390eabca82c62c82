using Parley.Engine.Evidence;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>Makes evidence packs.</summary>
internal sealed class PackMaker(Store store, Sealer sealer, SubjectIndex index, ProofMaker proofs, LedgerIdentity identity, ServerOptions options)
{
    /// <summary>The most entries of one pack.</summary>
    public const int MostEntries = 10_000;

    /// <summary>Makes the pack that answers a question, signed.</summary>
    /// <param name="question">The question.</param>
    /// <param name="earlier">A checkpoint of this ledger that the asker holds, and from which the pack is to lead on; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<byte[]> MakeAsync(EvidenceQuestion question, string? earlier, CancellationToken cancellationToken)
    {
        await sealer.SealAllAsync(cancellationToken);
        CheckpointRow last = await store.Ledger.LastCheckpointAsync(cancellationToken)
            ?? throw new ProblemException(new Problem(404, ServerIssues.NotFound, "The ledger has no entries yet.", "ledger"));
        List<(long Number, byte[] Entry)> entries = await FindAsync(question, last.Size, cancellationToken);
        List<IReadOnlyList<TreeHash>> inclusion = await proofs.InclusionAsync([.. entries.Select(e => e.Number)], last.Size, cancellationToken);
        EvidencePack pack = new()
        {
            Origin = identity.Origin,
            Made = Clock.Microseconds(options.Time),
            Question = question,
            Keys = [.. (await store.Ledger.KeysAsync(cancellationToken)).Select(k => k.Id), .. options.Workspace.Installation.Ledger.Witnesses.Select(w => w.Key.ToString())],
            Checkpoint = last.Note,
            Earlier = earlier,
            Consistency = earlier is null ? [] : await ConsistencyAsync(earlier, last.Size, cancellationToken),
            Entries = [.. entries.Zip(inclusion, (e, p) => new ProvenEntry(e.Number, e.Entry, p))],
        };
        return pack.Sign(identity.Signers[0]);
    }

    /// <summary>All entries about a subject, in their order, up to this moment.</summary>
    public async Task<List<(long Number, LedgerEntry Entry)>> EntriesAboutAsync(ulong subject, CancellationToken cancellationToken)
    {
        await sealer.SealAllAsync(cancellationToken);
        CheckpointRow? last = await store.Ledger.LastCheckpointAsync(cancellationToken);
        EntryReader reader = new();
        return last is null
            ? []
            : [.. (await FindAsync(new EvidenceQuestion { Subject = subject }, last.Size, cancellationToken)).Select(e => (e.Number, reader.Read(e.Entry)!))];
    }

    private async Task<IReadOnlyList<TreeHash>> ConsistencyAsync(string earlier, long size, CancellationToken cancellationToken)
    {
        Checkpoint? checkpoint = SignedNote.Parse(earlier) is { } note ? Checkpoint.Parse(note.Text) : null;
        return checkpoint is not null && checkpoint.Origin == identity.Origin && checkpoint.Size <= size
            ? await proofs.ConsistencyAsync(checkpoint.Size, size, cancellationToken)
            : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "It is no checkpoint of this ledger.", "body: earlier"));
    }

    private async Task<List<(long Number, byte[] Entry)>> FindAsync(EvidenceQuestion question, long size, CancellationToken cancellationToken)
    {
        List<(long Number, byte[] Entry)> found = [];
        EntryReader reader = new();
        foreach ((long first, long end) in await RangesAsync(question, size, cancellationToken))
        {
            await foreach ((long number, byte[] bytes) in store.Ledger.EntriesAsync(first, end, cancellationToken))
            {
                if (reader.Read(bytes) is not { } entry || !question.Asks(entry))
                {
                    continue;
                }

                if (found.Count == MostEntries)
                {
                    throw new ProblemException(new Problem(422, LedgerIssues.TooMany, $"There are more than {MostEntries} entries.", "body"));
                }

                found.Add((number, bytes));
            }
        }

        return found;
    }

    private async Task<List<(long First, long End)>> RangesAsync(EvidenceQuestion question, long size, CancellationToken cancellationToken)
    {
        SortedSet<long> found;
        if (question.Exchange is { } exchange)
        {
            found = await index.FindAsync(SubjectIndex.HashOfExchange(exchange), cancellationToken);
        }
        else if (question.Subject is ulong subject)
        {
            found = await AboutAsync(subject, cancellationToken);
        }
        else
        {
            return await store.Ledger.RangesAsync(question.From ?? 0, question.To ?? long.MaxValue, cancellationToken);
        }

        return Runs(found.Where(n => n < size));
    }

    /// <summary>Numbers that follow one another as one range: the entries of an exchange mostly lie together.</summary>
    private static List<(long First, long End)> Runs(IEnumerable<long> numbers)
    {
        List<(long First, long End)> runs = [];
        foreach (long number in numbers)
        {
            if (runs is [.., (long first, long end)] && end == number)
            {
                runs[^1] = (first, number + 1);
            }
            else
            {
                runs.Add((number, number + 1));
            }
        }

        return runs;
    }

    /// <summary>The entries that may be about a subject: those that are found by it, and all of the exchanges that brought it in, for the index keeps no subject of a disclosure.</summary>
    private async Task<SortedSet<long>> AboutAsync(ulong subject, CancellationToken cancellationToken)
    {
        SortedSet<long> found = await index.FindAsync(subject, cancellationToken);
        EntryReader reader = new();
        HashSet<string> exchanges = new(StringComparer.Ordinal);
        foreach ((long first, long end) in Runs(found))
        {
            await foreach ((_, byte[] bytes) in store.Ledger.EntriesAsync(first, end, cancellationToken))
            {
                if (reader.Read(bytes) is { Exchange: { } exchange } entry && entry.Subjects.Contains(subject))
                {
                    exchanges.Add(exchange);
                }
            }
        }

        SortedSet<long> all = [.. found];
        foreach (string exchange in exchanges)
        {
            all.UnionWith(await index.FindAsync(SubjectIndex.HashOfExchange(exchange), cancellationToken));
        }

        return all;
    }
}
