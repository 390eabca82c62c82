using System.Globalization;

namespace Parley.Engine.Evidence;

/// <summary>Verifies evidence packs with public keys alone.</summary>
public static class PackVerifier
{
    /// <summary>Verifies a pack.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="trusted">The keys that are trusted; none: those that the pack names, which proves only that the file is whole.</param>
    /// <param name="known">A checkpoint that was kept elsewhere, signed; null for none.</param>
    /// <param name="pack">The pack; null when the file is none.</param>
    public static IReadOnlyList<LedgerFinding> Verify(ReadOnlySpan<byte> bytes, IReadOnlyList<NoteKey> trusted, string? known, out EvidencePack? pack)
    {
        ArgumentNullException.ThrowIfNull(trusted);
        pack = EvidencePack.Read(bytes, out string signed, out NoteSignature? signature);
        if (pack is null)
        {
            return [new LedgerFinding(LedgerIssues.NotEvidence, "the file is not an evidence pack as Parley writes it", null)];
        }

        List<NoteKey?> named = [.. pack.Keys.Select(NoteKey.Parse)];
        if (named.Contains(null))
        {
            return [new LedgerFinding(LedgerIssues.WrongPack, "it names a key that is none", null)];
        }

        IReadOnlyList<NoteKey> keys = trusted.Count > 0 ? trusted : named!;
        HistoryVerifier verifier = new(keys);
        if (verifier.Open(pack.Checkpoint) is { } checkpoint)
        {
            Check(pack, checkpoint, verifier);
            CheckEarlier(pack, checkpoint, known, verifier);
        }

        string origin = pack.Origin;
        if (!keys.Any(k => !k.IsCosigner && k.Name == origin && k.Verify(signed, signature!)))
        {
            verifier.Report(new LedgerFinding(LedgerIssues.BadSignature, "the pack as a whole is not signed by a key that is trusted, or was changed since", null));
        }

        return verifier.Findings;
    }

    private static void Check(EvidencePack pack, Checkpoint checkpoint, HistoryVerifier verifier)
    {
        if (checkpoint.Origin != pack.Origin)
        {
            verifier.Report(new LedgerFinding(LedgerIssues.WrongPack, $"it says '{pack.Origin}' and its checkpoint '{checkpoint.Origin}'", null));
        }

        EntryReader reader = new();
        long before = -1;
        foreach (ProvenEntry proven in pack.Entries)
        {
            LedgerEntry? entry = reader.Read(proven.Entry);
            if (entry is null)
            {
                verifier.Report(new LedgerFinding(LedgerIssues.Unreadable, Text($"entry {proven.Number} is not the canonical form of an entry"), proven.Number));
            }
            else if (!pack.Question.Asks(entry) || proven.Number <= before)
            {
                verifier.Report(new LedgerFinding(LedgerIssues.WrongPack, Text($"entry {proven.Number} is not what was asked, or not in order"), proven.Number));
            }

            if (!MerkleProof.VerifyInclusion(TreeHash.Leaf(proven.Entry), proven.Number, checkpoint.Size, checkpoint.Root, proven.Proof))
            {
                verifier.Report(new LedgerFinding(
                    LedgerIssues.Altered, Text($"entry {proven.Number} is not the one that was sealed, or its proof was altered"), proven.Number));
            }

            before = proven.Number;
        }

        CheckNumbers(pack, verifier);
    }

    // Whoever takes an entry out without its number is told where; whoever takes out both has the signature against him.
    private static void CheckNumbers(EvidencePack pack, HistoryVerifier verifier)
    {
        if (pack.Numbers is null)
        {
            return;
        }

        HashSet<long> there = [.. pack.Entries.Select(e => e.Number)];
        foreach (long number in pack.Numbers.Where(n => !there.Contains(n)))
        {
            verifier.Report(new LedgerFinding(LedgerIssues.Missing, Text($"entry {number}, with which the pack was made, was taken out"), number));
        }

        foreach (long number in there.Except(pack.Numbers))
        {
            verifier.Report(new LedgerFinding(LedgerIssues.WrongPack, Text($"entry {number} is none of those with which the pack was made"), number));
        }
    }

    private static void CheckEarlier(EvidencePack pack, Checkpoint checkpoint, string? known, HistoryVerifier verifier)
    {
        if (known is not null && known != pack.Earlier)
        {
            verifier.Report(new LedgerFinding(LedgerIssues.Forked, "the pack does not lead from the checkpoint that was kept elsewhere; ask for one with it", null));
        }

        if (pack.Earlier is not null && verifier.Open(pack.Earlier) is { } earlier
            && !MerkleProof.VerifyConsistency(earlier.Size, earlier.Root, checkpoint.Size, checkpoint.Root, pack.Consistency))
        {
            verifier.Report(new LedgerFinding(
                LedgerIssues.Forked, Text($"the ledger of {checkpoint.Size} entries does not begin with that of {earlier.Size}"), null));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
