using System.Globalization;
using System.Text;

namespace Parley.Engine.Processes.Drawing;

/// <summary>
/// How wide a text is drawn. The widths are those of Arial and what has its measures; other fonts that may stand in its place are up to <see cref="Margin"/> wider, so that a text that is said to
/// fit does, whatever font the reader has.
/// </summary>
internal static class TextWidth
{
    private const double Margin = 1.16;

    // For characters not listed: capitals and figures of other scripts are seldom wider, and what stands on a square is told apart below.
    private const int Other = 667;
    private const int Square = 1000;

    // In thousandths of the size, from the space on to the tilde.
    private static readonly int[] s_ascii =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>The width of a text in pixels.</summary>
    /// <param name="text">The text, of one line.</param>
    /// <param name="size">The size of the font in pixels.</param>
    /// <param name="isBold">Whether it is bold, and so about a tenth wider.</param>
    public static double Of(string text, double size, bool isBold = false) =>
        text.EnumerateRunes().Sum(Width) * size / 1000 * Margin * (isBold ? 1.1 : 1);

    /// <summary>A text cut so that it fits, with an ellipsis where something is missing.</summary>
    public static string Cut(string text, double width, double size, bool isBold = false)
    {
        if (Of(text, size, isBold) <= width)
        {
            return text;
        }

        int length = Fitting(text, width - Of("…", size, isBold), size, isBold);
        return text[..length].TrimEnd() + "…";
    }

    /// <summary>A text broken into lines that fit, at spaces where it has some; the last is cut when there is more.</summary>
    public static IReadOnlyList<string> Lines(string text, double width, double size, int most)
    {
        List<string> lines = [];
        string rest = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        while (rest.Length > 0 && lines.Count < most - 1 && Of(rest, size) > width)
        {
            int length = Fitting(rest, width, size, isBold: false);
            int space = rest.LastIndexOf(' ', length);
            length = space > 0 ? space : length;
            lines.Add(rest[..length].TrimEnd());
            rest = rest[length..].TrimStart();
        }

        if (rest.Length > 0)
        {
            lines.Add(Cut(rest, width, size));
        }

        return lines;
    }

    private static int Width(Rune rune) => rune.Value is >= ' ' and <= '~' ? s_ascii[rune.Value - ' ']
        : rune.Value == '…' || rune.Value >= 0x1100 ? Square
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? 0 : Other;

    // How many characters from the beginning fit; at least one, so that a line always ends somewhere.
    private static int Fitting(string text, double width, double size, bool isBold)
    {
        int length = 0;
        double used = 0;
        double scale = size / 1000 * Margin * (isBold ? 1.1 : 1);
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Width(rune) * scale;
            if (used > width && length > 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return length;
    }
}
