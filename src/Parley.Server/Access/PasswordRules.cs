namespace Parley.Server.Access;

/// <summary>What a password must be: long, and not one that everybody tries first. Nothing is asked of its kinds of character, which only makes passwords worse.</summary>
internal static class PasswordRules
{
    /// <summary>The fewest characters.</summary>
    public const int Least = 12;

    /// <summary>The most characters.</summary>
    public const int Most = 128;

    private static readonly string[] s_common =
    [
        "password", "passwort", "letmein", "welcome", "qwerty", "qwertz", "azerty", "asdfgh", "zxcvbn", "iloveyou", "admin", "administrator", "parley", "police",
        "monkey", "dragon", "football", "liverpool", "arsenal", "chelsea", "sunshine", "princess", "superman", "trustno", "changeme", "secret", "master", "abc",
        "summer", "winter", "spring", "autumn", "monday", "january", "london", "england", "test", "temp", "default", "login", "user", "root",
    ];

    /// <summary>What is wrong with a password; null when nothing is.</summary>
    public static string? Fault(string password, string name)
    {
        if (!IsText(password))
        {
            return "it holds characters that cannot be typed";
        }

        int length = password.EnumerateRunes().Count();
        return length < Least ? $"it has fewer than {Least} characters"
            : length > Most ? $"it has more than {Most} characters"
            : password.Contains(name, StringComparison.OrdinalIgnoreCase) && name.Length > 2 ? "it holds the administrator's name"
            : password.Distinct().Count() < 5 ? "it has too few different characters"
            : IsCommon(password) ? "it is one that is tried first"
            : null;
    }

    /// <summary>A common word with digits, marks and repetitions around it is still that word.</summary>
    private static bool IsCommon(string password)
    {
        string core = password.ToLowerInvariant().Trim([.. password.Where(c => !char.IsLetter(c))]);
        string plain = new([.. core.Select(c => c switch { '0' => 'o', '1' or '!' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => c }).Where(char.IsLetter)]);
        string letters = new([.. password.ToLowerInvariant().Where(char.IsLetter)]);
        return IsRun(password) || IsMadeOfCommon(plain) || IsMadeOfCommon(letters);
    }

    private static bool IsMadeOfCommon(string letters)
    {
        string rest = letters;
        foreach (string word in s_common.OrderByDescending(w => w.Length))
        {
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        }

        return rest.Length < 4;
    }

    /// <summary>Whether most of it counts up or down: <c>123456789012</c>, <c>abcdefghijkl</c>.</summary>
    private static bool IsRun(string password)
    {
        int steps = Enumerable.Range(1, password.Length - 1).Count(i => Math.Abs(password[i] - password[i - 1]) is 1 or 9);
        return steps * 4 > password.Length * 3;
    }

    private static bool IsText(string password)
    {
        for (int i = 0; i < password.Length; i++)
        {
            if (char.IsControl(password[i]) || (char.IsSurrogate(password[i]) && !char.IsSurrogatePair(password, i) && (i == 0 || !char.IsSurrogatePair(password, i - 1))))
            {
                return false;
            }
        }

        return true;
    }
}
