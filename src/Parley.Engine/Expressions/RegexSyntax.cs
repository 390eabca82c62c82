using System.Text;

namespace Parley.Engine.Expressions;

/// <summary>What Oniguruma writes otherwise than .NET, put into .NET's words: <c>\h</c>, <c>\H</c> (a hexadecimal digit or none) and POSIX classes.</summary>
internal static class RegexSyntax
{
    private static readonly (string Name, string Class)[] Classes =
    [
        ("alpha", "\\p{L}"), ("digit", "\\d"), ("alnum", "\\p{L}\\d"), ("upper", "\\p{Lu}"), ("lower", "\\p{Ll}"), ("space", "\\s"), ("blank", " \\t"),
        ("punct", "\\p{P}\\p{S}"), ("cntrl", "\\p{Cc}"), ("xdigit", "0-9a-fA-F"), ("word", "\\w"), ("print", "\\x20-\\x7e"), ("graph", "\\x21-\\x7e"),
    ];

    // Outside the basic plane a character is two units of .NET's text: whatever takes any unit is given the pair first.
    private const string Pair = "[\\ud800-\\udbff][\\udc00-\\udfff]";

    /// <summary>The pattern in .NET's words.</summary>
    /// <param name="pattern">As written.</param>
    /// <param name="takesPairs">Whether <c>.</c>, <c>[^…]</c>, <c>\D</c>, <c>\S</c> and <c>\W</c> are to take surrogate pairs whole; for texts that have some.</param>
    public static string Translate(string pattern, bool takesPairs = false)
    {
        if (!takesPairs && !pattern.Contains("\\h", StringComparison.OrdinalIgnoreCase) && !pattern.Contains("[:", StringComparison.Ordinal))
        {
            return pattern;
        }

        var text = new StringBuilder(pattern.Length + 16);
        bool inClass = false;
        bool negated = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (takesPairs && !inClass && c == '.')
            {
                text.Append($"(?:{Pair}|.)");
            }
            else if (takesPairs && !inClass && c == '[' && i + 1 < pattern.Length && pattern[i + 1] == '^')
            {
                (inClass, negated) = (true, true);
                text.Append($"(?:{Pair}|[^");
                i++;
            }
            else if (takesPairs && !inClass && c == '\\' && i + 1 < pattern.Length && pattern[i + 1] is 'D' or 'S' or 'W')
            {
                text.Append($"(?:{Pair}|\\{pattern[++i]})");
            }
            else if (c == '\\' && i + 1 < pattern.Length)
            {
                i++;
                text.Append(Escape(pattern[i], inClass));
            }
            else if (inClass && c == '[' && Posix(pattern, i) is var (length, replacement))
            {
                text.Append(replacement);
                i += length - 1;
            }
            else
            {
                bool ends = negated && c == ']';
                inClass = c == '[' || (inClass && c != ']');
                negated &= !ends;
                text.Append(c).Append(ends ? ")" : "");
            }
        }

        return text.ToString();
    }

    private static string Escape(char c, bool inClass) => (c, inClass) switch
    {
        ('h', false) => "[0-9a-fA-F]",
        ('H', false) => "[^0-9a-fA-F]",
        ('h', true) => "0-9a-fA-F",
        _ => "\\" + c,
    };

    private static (int Length, string Replacement)? Posix(string pattern, int at)
    {
        foreach ((string name, string replacement) in Classes)
        {
            string written = $"[:{name}:]";
            if (string.CompareOrdinal(pattern, at, written, 0, written.Length) == 0)
            {
                return (written.Length, replacement);
            }
        }

        return null;
    }
}
