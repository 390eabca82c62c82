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

    public static string Translate(string pattern)
    {
        if (!pattern.Contains("\\h", StringComparison.OrdinalIgnoreCase) && !pattern.Contains("[:", StringComparison.Ordinal))
        {
            return pattern;
        }

        var text = new StringBuilder(pattern.Length + 16);
        bool inClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
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
                inClass = c == '[' || (inClass && c != ']');
                text.Append(c);
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
