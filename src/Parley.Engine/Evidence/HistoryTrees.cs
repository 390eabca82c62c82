using System.Globalization;
using System.Runtime.InteropServices;

namespace Parley.Engine.Evidence;

/// <summary>
/// What the entries of a history give, and what its tiles say they gave: a root that was signed decides between them, and so what was altered is located by entry
/// where the entry's own tile is still that which was sealed, by tile where only the tile above is, and between two checkpoints where none is.
/// </summary>
/// <param name="report">Takes what was found.</param>
internal sealed class HistoryTrees(Action<LedgerFinding> report)
{
    private MerkleFrontier _tree = new();
    private readonly List<(TreeHash Leaf, bool Sound)> _tile = [];
    private readonly List<TileFault> _faults = [];
    private readonly List<(Checkpoint Checkpoint, bool Kept)> _open = [];
    private MerkleFrontier _start = new();
    private SealedTree? _sealed;
    private bool _moved;
    private long _sound;
    private long _proven;
    private long _told = -1;

    /// <summary>How many entries there were.</summary>
    public long Size => _tree.Size;

    /// <summary>Adds the next entry.</summary>
    public void Add(TreeHash leaf, bool sound)
    {
        if (_tile.Count == 0)
        {
            _start = _tree.Copy();
        }

        ReportUnless(sound, Size);
        _tree.Append(leaf);
        _tile.Add((leaf, sound));
    }

    /// <summary>Adds a whole tile of entries.</summary>
    public void AddWhole(ReadOnlySpan<(TreeHash Leaf, bool Sound)> entries, TreeHash root, Tile? tile, TreeHash? above)
    {
        long first = Size;
        for (int i = 0; i < entries.Length; i++)
        {
            ReportUnless(entries[i].Sound, first + i);
        }

        Compare(tile, entries, first, root, above, _tree);
        _tree.AppendSubtree(Tile.Height, root);
        Extend(tile, root, above, full: true);
    }

    /// <summary>The tile of the entries since the last one.</summary>
    /// <param name="tile">The tile; null when it is missing.</param>
    /// <param name="above">A full tile's root as the tile above has it.</param>
    /// <param name="exact">Whether the tile must be of just as many entries: where it is not, it says how the entries after it are numbered.</param>
    public void AddTile(Tile? tile, TreeHash? above, bool exact)
    {
        ReadOnlySpan<(TreeHash Leaf, bool Sound)> entries = CollectionsMarshal.AsSpan(_tile);
        bool full = entries.Length == Tile.FullWidth;
        bool recounted = exact && tile is not null && tile.Width != entries.Length && _start.Size % Tile.FullWidth == 0;
        TreeHash root = full ? EntryStretch.RootOf(entries) : default;
        if (recounted)
        {
            NoteFault(new TileFault(_start.Size, _start.Size + tile!.Width, TileComparison.Differences(tile, entries, _start.Size, out _), AboveAgrees: true, Recounted: true), _start);
        }
        else
        {
            Compare(tile, entries, Size - entries.Length, root, full ? above : null, _start);
        }

        _tile.Clear();
        SettleAll(tile);
        Extend(tile, root, above, recounted ? tile!.Width == Tile.FullWidth : full);
        if (recounted)
        {
            _tree = _start.Copy();
            Append(_tree, tile!);
        }
    }

    /// <summary>The tile of the first entries since the last one is missing; there are more than it would be of.</summary>
    public void SkipTile()
    {
        ReadOnlySpan<(TreeHash Leaf, bool Sound)> entries = CollectionsMarshal.AsSpan(_tile)[..Tile.FullWidth];
        TreeHash root = EntryStretch.RootOf(entries);
        Compare(null, entries, Size - _tile.Count, root, null, _start);
        Extend(null, root, null, full: true);
        foreach ((TreeHash leaf, _) in entries)
        {
            _start.Append(leaf);
        }

        _tile.RemoveRange(0, Tile.FullWidth);
    }

    /// <summary>A checkpoint of the size that there is.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="kept">Whether it was kept elsewhere, and so may be of another history.</param>
    public void Add(Checkpoint checkpoint, bool kept)
    {
        if (checkpoint.Root == _tree.Root())
        {
            Settled(checkpoint, f => f.WhenEntriesAreSealed);
            _proven = checkpoint.Size;

            // The tiles so far no longer count: the entries are proven.
            (_sealed, _moved) = (null, false);
        }
        else if (_tile.Count > 0)
        {
            // The tile that this one stands in has not come yet.
            _open.Add((checkpoint, kept));
        }
        else
        {
            Settle(checkpoint, kept, null);
        }
    }

    /// <summary>There is no more: what no checkpoint has settled is said as far as it is known.</summary>
    public void End()
    {
        SettleAll(null);
        ReportAll(f => f.WhenUnknown);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Compare(Tile? tile, ReadOnlySpan<(TreeHash Leaf, bool Sound)> entries, long first, TreeHash root, TreeHash? above, MerkleFrontier before)
    {
        List<LedgerFinding> altered = [];
        bool moved = false;
        if (tile is null || tile.Width < entries.Length)
        {
            report(new LedgerFinding(LedgerIssues.WrongTile, Text($"the tile of entries {first} to {first + entries.Length - 1} is missing or too short"), first));
        }
        else
        {
            altered = TileComparison.Differences(tile, entries, first, out moved);
        }

        bool aboveDiffers = above is not null && above != root;
        if (altered.Count == 0 && !aboveDiffers)
        {
            return;
        }

        bool agrees = altered.Count > 0 && (above is null || above == tile!.Root());
        TileFault fault = new(first, first + entries.Length, altered, agrees, Recounted: false);
        if (fault.End <= _proven)
        {
            foreach (LedgerFinding finding in fault.WhenEntriesAreSealed)
            {
                report(finding);
            }

            return;
        }

        NoteFault(fault, before);
        _moved |= moved;
    }

    private void NoteFault(TileFault fault, MerkleFrontier before)
    {
        if (before.Size % Tile.FullWidth == 0)
        {
            _sealed ??= new SealedTree(before.Copy());
        }

        // Once entries have moved, each further tile differs for the same reason.
        if (!_moved)
        {
            _faults.Add(fault);
        }
    }

    private static void Append(MerkleFrontier tree, Tile tile)
    {
        if (tile.Width == Tile.FullWidth)
        {
            tree.AppendSubtree(Tile.Height, tile.Root());
            return;
        }

        for (int i = 0; i < tile.Width; i++)
        {
            tree.Append(tile[i]);
        }
    }

    private void Extend(Tile? tile, TreeHash root, TreeHash? above, bool full)
    {
        if (full)
        {
            _sealed?.AddWhole(above ?? (tile?.Width == Tile.FullWidth ? tile.Root() : root));
        }
        else
        {
            _sealed?.AddPart(tile);
        }
    }

    private void SettleAll(Tile? tile)
    {
        foreach ((Checkpoint checkpoint, bool kept) in _open)
        {
            Settle(checkpoint, kept, tile);
        }

        _open.Clear();
    }

    private void Settle(Checkpoint checkpoint, bool kept, Tile? tile)
    {
        if (_sealed?.Root(checkpoint.Size, tile) == checkpoint.Root)
        {
            if (_faults.Count > 0)
            {
                report(new LedgerFinding(LedgerIssues.WrongRoot, Text($"the entries do not give the root of the checkpoint of size {checkpoint.Size}; its tiles do, and so they tell what was altered"), null));
            }

            Settled(checkpoint, f => f.WhenTilesAreSealed);
        }
        else if (kept)
        {
            report(new LedgerFinding(
                LedgerIssues.Forked, Text($"the first {checkpoint.Size} entries are not those of the checkpoint of that size that was kept elsewhere"), null));
        }
        else if (_told != _sound)
        {
            // Those after it cannot have the right root either.
            _told = _sound;
            report(new LedgerFinding(
                LedgerIssues.WrongRoot, Text($"entries {_sound} to {checkpoint.Size - 1} do not give the root of the checkpoint of size {checkpoint.Size}"), _sound));
        }
    }

    private void Settled(Checkpoint checkpoint, Func<TileFault, IEnumerable<LedgerFinding>> say)
    {
        ReportAll(say);
        _sound = Math.Max(_sound, checkpoint.Size);
    }

    private void ReportAll(Func<TileFault, IEnumerable<LedgerFinding>> say)
    {
        foreach (LedgerFinding finding in _faults.SelectMany(say))
        {
            report(finding);
        }

        _faults.Clear();
    }

    private void ReportUnless(bool sound, long number)
    {
        if (!sound)
        {
            report(new LedgerFinding(LedgerIssues.Unreadable, Text($"entry {number} is not the canonical form of an entry"), number));
        }
    }
}
