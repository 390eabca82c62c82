namespace Parley.Engine.Expressions;

/// <summary>Strings counted in code points.</summary>
internal static class JqText
{
    public static string Short(JqValue value)
    {
        string text = value.Weight > 4096 ? "…" : value.ToString();
        return text.Length > 30 ? text[..27] + "..." : text;
    }

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
