using System.Globalization;

namespace Parley.Engine.Evidence;

/// <summary>The head of a ledger (C2SP tlog-checkpoint): whose it is, how many entries it has, and the root over them.</summary>
/// <param name="Origin">The ledger's name, the same in each of its checkpoints.</param>
/// <param name="Size">How many entries it covers.</param>
/// <param name="Root">The root of the tree over them.</param>
public sealed record Checkpoint(string Origin, long Size, TreeHash Root)
{
    /// <summary>Lines that say more; Parley writes one, <c>time</c> and the moment of sealing.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>The text that is signed: a line each, all ended by a newline.</summary>
    public string Text => string.Concat([$"{Origin}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Root}\n", .. Extensions.Select(e => e + "\n")]);

    /// <summary>Reads a text; null when it is not the text of a checkpoint.</summary>
    public static Checkpoint? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = text.Split('\n');
        if (lines.Length < 4 || lines[^1].Length > 0 || lines[..^1].Any(l => l.Length == 0)
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            || !TreeHash.TryParse(lines[2], out TreeHash root))
        {
            return null;
        }

        Checkpoint checkpoint = new(lines[0], size, root) { Extensions = lines[3..^1] };
        return checkpoint.Text == text ? checkpoint : null;
    }
}
