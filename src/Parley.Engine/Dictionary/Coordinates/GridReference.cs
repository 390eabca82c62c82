using System.Globalization;

namespace Parley.Engine.Dictionary.Coordinates;

/// <summary>A lettered grid reference such as <c>TG 51409 13177</c>: the south-west corner of a square, and the square's size.</summary>
/// <param name="Corner">The south-west corner in metres.</param>
/// <param name="Size">The side of the square in metres: 1 for ten digits, 100 for six, 100000 for the letters alone.</param>
public readonly record struct GridReference(GridPoint Corner, int Size)
{
    private const int Square = 100_000;

    /// <summary>Reads two letters and an even number of digits up to ten, with or without spaces; false when the text is none or off the grid.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out GridReference reference)
    {
        reference = default;
        Span<char> buffer = stackalloc char[13];
        int length = 0;
        foreach (char c in text.Trim())
        {
            if (c == ' ')
            {
                continue;
            }

            if (length == buffer.Length)
            {
                return false;
            }

            buffer[length++] = char.ToUpperInvariant(c);
        }

        return length is >= 2 and <= 12 && length % 2 == 0 && TryRead(buffer[..length], out reference);
    }

    /// <summary>The reference of a point: letters and twice <paramref name="digits"/> digits, in groups, cut off and not rounded, as references are.</summary>
    /// <param name="point">A point on the grid.</param>
    /// <param name="digits">Digits for each of easting and northing: 5 for metres, 3 for hundreds of metres.</param>
    /// <param name="text">The reference, or empty when the point is off the grid.</param>
    public static bool TryFormat(GridPoint point, int digits, out string text)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 5);
        text = "";
        if (!NationalGrid.Covers(point.Easting, point.Northing) || point.Easting >= NationalGrid.MostEast || point.Northing >= NationalGrid.MostNorth)
        {
            return false;
        }

        int east = (int)point.Easting;
        int north = (int)point.Northing;
        string letters = Letters(east / Square, north / Square);
        text = digits == 0 ? letters : $"{letters} {Cut(east % Square, digits)} {Cut(north % Square, digits)}";
        return true;
    }

    private static string Cut(int metres, int digits) => metres.ToString("D5", CultureInfo.InvariantCulture)[..digits];

    private static bool TryRead(ReadOnlySpan<char> text, out GridReference reference)
    {
        reference = default;
        int first = LetterIndex(text[0]);
        int second = LetterIndex(text[1]);
        ReadOnlySpan<char> digits = text[2..];
        if (first < 0 || second < 0 || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        // Letters count 5 × 5 squares from the north-west; the grid's origin is the south-west corner of square SV.
        int east = (((first % 5) - 2) * 5) + (second % 5);
        int north = 19 - (first / 5 * 5) - (second / 5);
        int half = digits.Length / 2;
        int size = (int)Math.Pow(10, 5 - half);
        var corner = new GridPoint((east * Square) + (Number(digits[..half]) * size), (north * Square) + (Number(digits[half..]) * size));
        reference = new GridReference(corner, size);
        return east is >= 0 and < 7 && north is >= 0 and < 13;
    }

    private static int Number(ReadOnlySpan<char> digits) => digits.IsEmpty ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);

    /// <summary>0 to 24 for A to Z without I; -1 for anything else.</summary>
    private static int LetterIndex(char c) => c switch
    {
        >= 'A' and <= 'H' => c - 'A',
        >= 'J' and <= 'Z' => c - 'A' - 1,
        _ => -1,
    };

    private static string Letters(int east, int north)
    {
        int first = ((19 - north) / 5 * 5) + ((east + 10) / 5);
        int second = ((19 - north) % 5 * 5) + (east % 5);
        return string.Concat(Letter(first), Letter(second));
    }

    private static string Letter(int index) => ((char)('A' + index + (index > 7 ? 1 : 0))).ToString();
}
