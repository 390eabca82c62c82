using System.Globalization;

namespace Parley.Engine.Evidence;

/// <summary>Says which entries are not those that a tile was made of, and what was done to them as far as the tile's hashes tell.</summary>
internal static class TileComparison
{
    /// <summary>What differs, in order; nothing when the entries are those of the tile.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="entries">The entries' hashes.</param>
    /// <param name="first">The number of the first entry.</param>
    /// <param name="moved">Whether entries were taken out or put in, so that all that follows stands elsewhere.</param>
    public static List<LedgerFinding> Differences(Tile tile, ReadOnlySpan<(TreeHash Leaf, bool Sound)> entries, long first, out bool moved)
    {
        List<LedgerFinding> found = [];
        moved = false;
        for (int i = 0; i < Math.Min(entries.Length, tile.Width); i++)
        {
            if (entries[i].Leaf == tile[i])
            {
                continue;
            }

            int belongs = Find(tile, entries[i].Leaf);
            string? shift = found.Count > 0 ? null : Shift(tile, entries, first, i, belongs);
            moved = shift is not null;
            found.Add(new LedgerFinding(
                LedgerIssues.Altered, Text($"entry {first + i} is not the one that was sealed{(belongs < 0 ? "" : Text($": what stands there belongs at {first + belongs}"))}{shift}"), first + i));
            if (moved)
            {
                break;
            }
        }

        return found.Count > 0 || entries.Length == tile.Width ? found : [Count(tile, entries.Length, first)];
    }

    private static LedgerFinding Count(Tile tile, int entries, long first) => entries < tile.Width
        ? new(LedgerIssues.Missing, Text($"entries {first + entries} to {first + tile.Width - 1} were sealed and are not there"), first + entries)
        : new(LedgerIssues.Altered, Text($"entry {first + tile.Width} was put in, with those after it to {first + entries - 1}"), first + tile.Width);

    // Entries were taken out when all that follows stands the same number of places too early, put in when too late. At the end of a tile one alone does not tell.
    private static string? Shift(Tile tile, ReadOnlySpan<(TreeHash Leaf, bool Sound)> entries, long first, int at, int belongs)
    {
        int early = belongs - at;
        if (early > 0 && entries.Length - early - at > 1 && Same(tile, at + early, entries[at..(entries.Length - early)]))
        {
            return Text($", and so on: {(early == 1 ? Text($"entry {first + at} was") : Text($"entries {first + at} to {first + belongs - 1} were"))} removed");
        }

        int late = IndexOf(entries, tile[at]) - at;
        return late > 0 && entries.Length - late - at > 1 && Same(tile, at, entries[(at + late)..])
            ? Text($"{(belongs < 0 ? ":" : ", and")} {late} {(late == 1 ? "entry was" : "entries were")} put in before it")
            : null;
    }

    private static bool Same(Tile tile, int from, ReadOnlySpan<(TreeHash Leaf, bool Sound)> entries)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            if (entries[i].Leaf != tile[from + i])
            {
                return false;
            }
        }

        return true;
    }

    private static int Find(Tile tile, TreeHash leaf)
    {
        int i = 0;
        while (i < tile.Width && tile[i] != leaf)
        {
            i++;
        }

        return i < tile.Width ? i : -1;
    }

    private static int IndexOf(ReadOnlySpan<(TreeHash Leaf, bool Sound)> entries, TreeHash leaf)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            if (entries[i].Leaf == leaf)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
