using System.Globalization;
using System.Text;

namespace Parley.Engine.Evidence;

/// <summary>The address of a tile or of a bundle of entries below a log's prefix (C2SP tlog-tiles): <c>tile/0/x001/234</c>, <c>tile/entries/003.p/17</c>.</summary>
/// <param name="Level">The level; null for entries.</param>
/// <param name="Number">The place in the level.</param>
/// <param name="Width">1 to 255 for a partial one; 256 for a full one.</param>
public readonly record struct TilePath(int? Level, long Number, int Width)
{
    private const int MostLevel = 63;

    /// <summary>Reads what follows <c>tile/</c>.</summary>
    public static bool TryParse(string? text, out TilePath path)
    {
        path = default;
        string[] parts = text?.Split('/') ?? [];
        if (parts.Length < 2 || !TryLevel(parts[0], out int? level))
        {
            return false;
        }

        int width = Tile.FullWidth;
        int numbers = parts.Length;
        if (parts.Length > 2 && parts[^2].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!TryNumber(parts[^1], 1, Tile.FullWidth - 1, out width))
            {
                return false;
            }

            numbers--;
            parts[numbers - 1] = parts[numbers - 1][..^2];
        }

        if (!TryPlace(parts.AsSpan(1, numbers - 1), out long number))
        {
            return false;
        }

        path = new TilePath(level, number, width);
        return true;
    }

    /// <summary>The address, from <c>tile/</c> on.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append("tile/").Append(Level is int level ? level.ToString(CultureInfo.InvariantCulture) : "entries");
        string digits = Number.ToString(CultureInfo.InvariantCulture);
        digits = digits.PadLeft((digits.Length + 2) / 3 * 3, '0');
        for (int i = 0; i < digits.Length; i += 3)
        {
            text.Append(i + 3 < digits.Length ? "/x" : "/").Append(digits, i, 3);
        }

        return Width == Tile.FullWidth ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $".p/{Width}").ToString();
    }

    private static bool TryLevel(string text, out int? level)
    {
        level = null;
        if (text == "entries")
        {
            return true;
        }

        bool found = TryNumber(text, 0, MostLevel, out int number);
        level = number;
        return found;
    }

    private static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number >= least && number <= most && (text.Length == 1 || text[0] != '0');

    private static bool TryPlace(ReadOnlySpan<string> parts, out long number)
    {
        number = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i];
            bool last = i == parts.Length - 1;
            string digits = last ? part : part.StartsWith('x') ? part[1..] : "";
            if (digits.Length != 3 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int group) || number > long.MaxValue / 2000
                || (i == 0 && parts.Length > 1 && group == 0))
            {
                return false;
            }

            number = (number * 1000) + group;
        }

        return parts.Length > 0;
    }
}
