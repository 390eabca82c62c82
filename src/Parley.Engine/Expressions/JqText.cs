using System.Text;

namespace Parley.Engine.Expressions;

/// <summary>Strings counted in code points.</summary>
internal static class JqText
{
    /// <summary>A value as messages about paths show it.</summary>
    public static string Short(JqValue value) => Beginning(value, 29);

    /// <summary>The beginning of a value's JSON, of at most so many bytes; only the beginning is written, however large the value is.</summary>
    public static string Beginning(JqValue value, int most)
    {
        using var writer = new JqWriter(JqLayout.Compact) { Most = most };
        writer.Write(value);
        ReadOnlySpan<byte> text = writer.Written;
        if (text.Length <= most)
        {
            return Encoding.UTF8.GetString(text);
        }

        int end = most - 3;
        while (end > 0 && (text[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return Encoding.UTF8.GetString(text[..end]) + "...";
    }

    /// <summary>The text with U+FFFD for each half of a surrogate pair that stands alone.</summary>
    public static string Repair(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    public static int Length(string text)
    {
        int count = text.Length;
        for (int i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>The code points before a UTF-16 index.</summary>
    public static int PointsBefore(string text, int index) => text.AsSpan(0, index).ContainsAnyInRange('\ud800', '\udbff') ? Length(text[..index]) : index;

    /// <summary>The UTF-16 index after so many code points.</summary>
    public static int IndexOfPoint(string text, int points)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udbff'))
        {
            return Math.Min(points, text.Length);
        }

        int index = 0;
        for (; points > 0 && index < text.Length; points--)
        {
            index += index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;
        }

        return index;
    }
}
