namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>
/// E-mail address (DS_054), 5 to 120 characters, local part and domain in RFC 5322's dot-atom form. Canonical: the domain in
/// small letters, the local part as written, since only its host may say whether case matters.
/// </summary>
internal sealed class EmailAddress() : IdentifierKind("email", "e-mail address", "DS_054")
{
    private const string AtomCharacters = "!#$%&'*+/=?^_`{|}~-";

    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        int at = text.LastIndexOf('@');
        if (text.Length is < 5 or > 120 || at is < 1 or > 64 || !IsDotAtom(text[..at]) || !IsDomain(text[(at + 1)..]))
        {
            return IdentifierReading.Malformed("expected local@domain of 5 to 120 characters");
        }

        text[..at].CopyTo(canonical);
        text[at..].ToLowerInvariant(canonical[at..]);
        return IdentifierReading.Good(text.Length);
    }

    private static bool IsDotAtom(ReadOnlySpan<char> local)
    {
        foreach (char c in local)
        {
            if (!char.IsLetterOrDigit(c) && c != '.' && !AtomCharacters.Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal);
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        int labels = 0;
        foreach (Range range in domain.Split('.'))
        {
            labels++;
            if (!IsLabel(domain[range]))
            {
                return false;
            }
        }

        return labels >= 2;
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        foreach (char c in label)
        {
            if (!char.IsLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-';
    }
}
