using System.Globalization;

namespace Parley.Engine.Evidence;

/// <summary>
/// Verifies a ledger from its beginning: entries, tiles and checkpoints are handed in in order, and what does not fit is found and located. Needs no more
/// memory than a tile and its entries. Not for several threads; uses several itself.
/// </summary>
/// <param name="keys">The public keys that are trusted: the ledger's, and those of witnesses.</param>
public sealed class HistoryVerifier(IReadOnlyList<NoteKey> keys)
{
    private const int MostFindings = 100;
    private const int Many = 2048;
    private const int Share = 512;

    private readonly MerkleFrontier _frontier = new();
    private readonly List<LedgerFinding> _findings = [];
    private readonly List<(TreeHash Leaf, bool Sound)> _tile = [];
    private Checkpoint? _last;
    private long _sound;

    /// <summary>What was found, in the order of the history; the first hundred.</summary>
    public IReadOnlyList<LedgerFinding> Findings => _findings;

    /// <summary>How many entries there were.</summary>
    public long Size => _frontier.Size;

    /// <summary>How many checkpoints there were.</summary>
    public long Checkpoints { get; private set; }

    /// <summary>The last checkpoint that was good; null for none.</summary>
    public Checkpoint? Last => _last;

    /// <summary>How many cosignatures of trusted witnesses the last good checkpoint has.</summary>
    public int Cosignatures { get; private set; }

    /// <summary>Checks a note's signatures.</summary>
    /// <returns>The checkpoint; null when the note is none or no trusted key of its ledger signed it, which is reported.</returns>
    public Checkpoint? Open(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        SignedNote? signed = SignedNote.Parse(note);
        Checkpoint? checkpoint = signed is null ? null : Checkpoint.Parse(signed.Text);
        if (checkpoint is null)
        {
            Report(new LedgerFinding(LedgerIssues.BadSignature, $"after entry {Size - 1}: this is not a checkpoint", null));
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

    /// <summary>The next entries.</summary>
    public void AddEntries(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach ((TreeHash leaf, bool sound) in Read(entries))
        {
            AddEntry(leaf, sound);
        }
    }

    /// <summary>Hashes entries and checks their form, without adding them; many at once use all processors.</summary>
    public static (TreeHash Leaf, bool Sound)[] Read(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        (TreeHash Leaf, bool Sound)[] read = new (TreeHash Leaf, bool Sound)[entries.Count];
        if (entries.Count < Many)
        {
            ReadSome(0, entries.Count);
        }
        else
        {
            Parallel.For(0, (entries.Count + Share - 1) / Share, n => ReadSome(n * Share, Math.Min((n + 1) * Share, entries.Count)));
        }

        return read;

        void ReadSome(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                read[i] = (TreeHash.Leaf(entries[i].Span), EntryForm.IsCanonical(entries[i].Span));
            }
        }
    }

    /// <summary>The root over each full tile of leaves that begin a tile; all processors are used.</summary>
    public static TreeHash[] Roots((TreeHash Leaf, bool Sound)[] leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        TreeHash[] roots = new TreeHash[leaves.Length / Tile.FullWidth];
        if (roots.Length < Many / Tile.FullWidth)
        {
            for (int n = 0; n < roots.Length; n++)
            {
                roots[n] = RootOf(leaves, n * Tile.FullWidth, Tile.FullWidth);
            }
        }
        else
        {
            Parallel.For(0, roots.Length, n => roots[n] = RootOf(leaves, n * Tile.FullWidth, Tile.FullWidth));
        }

        return roots;
    }

    /// <summary>A whole tile of entries at once, with the same findings as one by one; no checkpoint may stand between them.</summary>
    /// <param name="entries">As <see cref="Read"/> gave them; the first begins a tile.</param>
    /// <param name="root">The root over them.</param>
    /// <param name="tile">The tile as it is stored, or null when there is none.</param>
    public void AddWholeTile(ReadOnlySpan<(TreeHash Leaf, bool Sound)> entries, TreeHash root, Tile? tile)
    {
        long first = Size;
        for (int i = 0; i < entries.Length; i++)
        {
            ReportUnless(entries[i].Sound, first + i);
            _tile.Add(entries[i]);
        }

        _frontier.AppendSubtree(Tile.Height, root);
        AddTile(tile);
    }

    /// <summary>The next entry, as <see cref="Read"/> gave it.</summary>
    public void AddEntry(TreeHash leaf, bool sound)
    {
        ReportUnless(sound, Size);
        _frontier.Append(leaf);
        _tile.Add((leaf, sound));
    }

    /// <summary>The tile of the entries since the last one, full or the last of all: says which of them is at fault.</summary>
    /// <param name="tile">The tile as it is stored, or null when there is none.</param>
    public void AddTile(Tile? tile)
    {
        long first = Size - _tile.Count;
        if (tile is null || tile.Width < _tile.Count)
        {
            Report(new LedgerFinding(LedgerIssues.WrongTile, $"the tile of entries {first} to {Size - 1} is missing or too short", first));
        }
        else
        {
            Compare(tile, first);
        }

        _tile.Clear();
    }

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
        else if (checkpoint.Size == Size && checkpoint.Root != _frontier.Root())
        {
            Report(new LedgerFinding(
                LedgerIssues.WrongRoot, Text($"entries {_sound} to {checkpoint.Size - 1} do not give the root of the checkpoint of size {checkpoint.Size}"), _sound));
        }
        else
        {
            _last = checkpoint;
        }

        _sound = Math.Max(_sound, checkpoint.Size);
    }

    /// <summary>Compares the tree as it stands with a checkpoint that somebody else kept: one of the same size must have the same root.</summary>
    /// <param name="known">The checkpoint, its signatures checked.</param>
    public void CompareWithKnown(Checkpoint known)
    {
        ArgumentNullException.ThrowIfNull(known);
        if (known.Size == Size && known.Root != _frontier.Root())
        {
            Report(new LedgerFinding(
                LedgerIssues.Forked, Text($"the first {known.Size} entries are not those of the checkpoint of that size that was kept elsewhere"), null));
        }
    }

    /// <summary>Reports a fault found by whoever hands in.</summary>
    public void Report(LedgerFinding finding)
    {
        if (_findings.Count < MostFindings)
        {
            _findings.Add(finding);
        }
    }

    private static TreeHash RootOf((TreeHash Leaf, bool Sound)[] leaves, int first, int width) => width == 1
        ? leaves[first].Leaf
        : TreeHash.Node(RootOf(leaves, first, width / 2), RootOf(leaves, first + (width / 2), width / 2));

    private void ReportUnless(bool sound, long number)
    {
        if (!sound)
        {
            Report(new LedgerFinding(LedgerIssues.Unreadable, $"entry {number} is not the canonical form of an entry", number));
        }
    }

    private static LedgerFinding Bad(Checkpoint checkpoint, string why) =>
        new(LedgerIssues.BadSignature, Text($"the checkpoint of size {checkpoint.Size}: {why}"), null);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Compare(Tile tile, long first)
    {
        for (int i = 0; i < _tile.Count; i++)
        {
            if (_tile[i].Leaf != tile[i])
            {
                Report(new LedgerFinding(LedgerIssues.Altered, Text($"entry {first + i} is not the one that was sealed{Belongs(tile, first, i)}"), first + i));
                return;
            }
        }
    }

    /// <summary>An entry that was moved stands elsewhere in the tile.</summary>
    private string Belongs(Tile tile, long first, int at)
    {
        for (int i = 0; i < tile.Width; i++)
        {
            if (tile[i] == _tile[at].Leaf)
            {
                return Text($": what stands there belongs at {first + i}");
            }
        }

        return "";
    }
}
