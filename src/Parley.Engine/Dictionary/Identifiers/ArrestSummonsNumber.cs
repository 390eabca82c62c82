namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>
/// Arrest/summons number (DS_073). Canonical: year (2), an optional top-level letter, force (2), unit (2), system (2), an
/// eleven-digit sequence and a check letter, without separators: 20 or 21 characters. Also read with slashes and a
/// sequence without leading zeros. Check letter over force, system, year and sequence; a part with letters is left out.
/// </summary>
internal sealed class ArrestSummonsNumber() : IdentifierKind("asn", "arrest/summons number", "DS_073")
{
    private const int SequenceLength = 11;

    private const string Expected = "expected 20 or 21 characters, or YY/FFUU/SS/ND: year, force, unit, system, sequence, check letter";

    public override string Display(string canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        ReadOnlySpan<char> text = canonical;
        if (text.Length is not (20 or 21))
        {
            return canonical;
        }

        ReadOnlySpan<char> sequence = IdentifierText.WithoutLeadingZeros(text[^12..^1]);
        return $"{text[..2]}/{text[2..^14]}/{text[^14..^12]}/{sequence}{text[^1..]}";
    }

    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        Span<char> buffer = stackalloc char[text.Length];
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, buffer);
        int length = squeezed.Contains('/') ? Assemble(squeezed, canonical) : Copy(squeezed, canonical);
        if (length is not (20 or 21) || !IsWellFormed(canonical[..length]))
        {
            return IdentifierReading.Malformed(Expected);
        }

        return IdentifierReading.Checked(length, canonical[length - 1], Check(canonical[..length]));
    }

    private static int Copy(ReadOnlySpan<char> text, Span<char> canonical)
    {
        text.CopyTo(canonical);
        return text.Length;
    }

    /// <summary>Puts the four parts of the slash form together; 0 when they are not four of the right lengths.</summary>
    private static int Assemble(ReadOnlySpan<char> text, Span<char> canonical)
    {
        Span<Range> parts = stackalloc Range[5];
        if (text.Split(parts, '/') != 4)
        {
            return 0;
        }

        ReadOnlySpan<char> unit = text[parts[1]];
        ReadOnlySpan<char> tail = text[parts[3]];
        if (text[parts[0]].Length != 2 || unit.Length is not (4 or 5) || text[parts[2]].Length != 2 || tail.Length is < 2 or > SequenceLength + 1)
        {
            return 0;
        }

        text[parts[0]].CopyTo(canonical);
        unit.CopyTo(canonical[2..]);
        text[parts[2]].CopyTo(canonical[(2 + unit.Length)..]);
        int sequenceAt = 4 + unit.Length;
        IdentifierText.Pad(tail[..^1], canonical.Slice(sequenceAt, SequenceLength));
        canonical[sequenceAt + SequenceLength] = tail[^1];
        return sequenceAt + SequenceLength + 1;
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text) =>
        IdentifierText.AllDigits(text[..2]) && IdentifierText.AllLettersOrDigits(text[2..^12]) && IdentifierText.AllDigits(text[^12..^1])
        && IdentifierText.IsLetter(text[^1]) && (text.Length == 20 || IdentifierText.IsLetter(text[2]));

    private static char Check(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> force = text[^18..^16];
        ReadOnlySpan<char> system = text[^14..^12];
        int remainder = IdentifierText.AllDigits(force) ? CheckCharacters.Continue23(0, force) : 0;
        remainder = IdentifierText.AllDigits(system) ? CheckCharacters.Continue23(remainder, system) : remainder;
        remainder = CheckCharacters.Continue23(remainder, text[..2]);
        return CheckCharacters.Letter23(CheckCharacters.Continue23(remainder, text[^12..^1]));
    }
}
