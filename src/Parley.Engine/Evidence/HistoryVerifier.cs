using System.Globalization;

namespace Parley.Engine.Evidence;

/// <summary>
/// Verifies a ledger from its beginning: entries, tiles and checkpoints are handed in in order, and what does not fit is found and located. Needs no more
/// memory than a tile and its entries. Not for several threads.
/// </summary>
/// <param name="keys">The public keys that are trusted: the ledger's, and those of witnesses.</param>
public sealed class HistoryVerifier(IReadOnlyList<NoteKey> keys)
{
    private const int MostFindings = 100;

    private readonly List<LedgerFinding> _findings = [];
    private HistoryTrees? _trees;
    private Checkpoint? _last;

    /// <summary>What was found, in the order of the history; the first hundred.</summary>
    public IReadOnlyList<LedgerFinding> Findings => _findings;

    /// <summary>How many entries there were.</summary>
    public long Size => Trees.Size;

    /// <summary>How many checkpoints there were.</summary>
    public long Checkpoints { get; private set; }

    /// <summary>The last checkpoint that is signed and of a history no longer than this one; null for none.</summary>
    public Checkpoint? Last => _last;

    /// <summary>How many cosignatures of trusted witnesses the last good checkpoint has.</summary>
    public int Cosignatures { get; private set; }

    private HistoryTrees Trees => _trees ??= new HistoryTrees(Report);

    /// <summary>Checks a note's signatures.</summary>
    /// <returns>The checkpoint; null when the note is none or no trusted key of its ledger signed it, which is reported.</returns>
    public Checkpoint? Open(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        SignedNote? signed = SignedNote.Parse(note);
        Checkpoint? checkpoint = signed is null ? null : Checkpoint.Parse(signed.Text);
        if (checkpoint is null)
        {
            Report(new LedgerFinding(LedgerIssues.BadSignature, Size == 0 ? "what stands as the checkpoint is none" : $"after entry {Size - 1}: this is not a checkpoint", null));
            return null;
        }

        int own = 0;
        int witnesses = 0;
        foreach (NoteSignature signature in signed!.Signatures)
        {
            NoteKey? key = keys.FirstOrDefault(k => k.Made(signature));
            bool good = key?.Verify(signed.Text, signature) == true;
            if (key is not null && !good)
            {
                Report(Bad(checkpoint, $"the signature of {key.Name} is not good"));
                return null;
            }

            own += good && !key!.IsCosigner && key.Name == checkpoint.Origin ? 1 : 0;
            witnesses += good && key!.IsCosigner ? 1 : 0;
        }

        if (own == 0)
        {
            Report(Bad(checkpoint, "none of its signatures is by a key that is trusted"));
            return null;
        }

        Cosignatures = witnesses;
        return checkpoint;
    }

    /// <summary>A whole tile of entries at once, with the same findings as one by one; no checkpoint may stand between them.</summary>
    /// <param name="entries">As an <see cref="EntryStretch"/> gave them; the first begins a tile.</param>
    /// <param name="root">The root over them.</param>
    /// <param name="tile">The tile as it is stored, or null when there is none.</param>
    /// <param name="above">The tile's root as the tile above has it; null when that is not known.</param>
    public void AddWholeTile(ReadOnlySpan<(TreeHash Leaf, bool Sound)> entries, TreeHash root, Tile? tile, TreeHash? above) =>
        Trees.AddWhole(entries, root, tile, above);

    /// <summary>The next entry: its hash, and whether it is in its one form.</summary>
    public void AddEntry(TreeHash leaf, bool sound) => Trees.Add(leaf, sound);

    /// <summary>The tile of the entries since the last one, full or the last of all: says which of them is at fault.</summary>
    /// <param name="tile">The tile as it is stored, or null when there is none.</param>
    /// <param name="above">A full tile's root as the tile above has it; null when that is not known.</param>
    public void AddTile(Tile? tile, TreeHash? above) => Trees.AddTile(tile, above, exact: false);

    /// <summary>The tile that an export has after its entries: it must be of just as many, and where it is not it says how the entries after it are numbered.</summary>
    /// <param name="tile">The tile, or null when there is none.</param>
    internal void AddTileOfExport(Tile? tile) => Trees.AddTile(tile, above: null, exact: true);

    /// <summary>The tile of the first 256 entries since the last one is missing; there are more of them.</summary>
    internal void SkipTile() => Trees.SkipTile();

    /// <summary>A checkpoint; its entries must have come before it. One that is larger than what has come says that entries are missing.</summary>
    public void AddCheckpoint(string note)
    {
        Checkpoints++;
        if (Open(note) is not { } checkpoint)
        {
            return;
        }

        if (_last is not null && checkpoint.Origin != _last.Origin)
        {
            Report(Bad(checkpoint, $"it is of '{checkpoint.Origin}', and those before it of '{_last.Origin}'"));
        }
        else if (checkpoint.Size > Size)
        {
            Report(new LedgerFinding(
                LedgerIssues.Missing, Text($"entries {Size} to {checkpoint.Size - 1} were sealed and are not there"), Size));
        }
        else
        {
            _last = checkpoint;
            if (checkpoint.Size == Size)
            {
                Trees.Add(checkpoint, kept: false);
            }
        }
    }

    /// <summary>Compares the tree as it stands with a checkpoint that somebody else kept: one of the same size must have the same root.</summary>
    /// <param name="known">The checkpoint, its signatures checked.</param>
    public void CompareWithKnown(Checkpoint known)
    {
        ArgumentNullException.ThrowIfNull(known);
        if (known.Size == Size)
        {
            Trees.Add(known, kept: true);
        }
    }

    /// <summary>There is no more: what no checkpoint has settled is said as far as it is known.</summary>
    public void End() => Trees.End();

    /// <summary>Reports a fault found by whoever hands in.</summary>
    public void Report(LedgerFinding finding)
    {
        if (_findings.Count < MostFindings)
        {
            _findings.Add(finding);
        }
    }

    private static LedgerFinding Bad(Checkpoint checkpoint, string why) =>
        new(LedgerIssues.BadSignature, Text($"the checkpoint of size {checkpoint.Size}: {why}"), null);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
