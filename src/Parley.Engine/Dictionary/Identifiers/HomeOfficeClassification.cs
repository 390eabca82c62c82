namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>Home Office offence classification (DS_074). Canonical <c>NNN/NN</c>, class and sub-class padded with zeros; also read without zeros, or as five digits.</summary>
internal sealed class HomeOfficeClassification() : IdentifierKind("ho-classification", "Home Office classification", "DS_074")
{
    private const string Expected = "expected NNN/NN: class, slash, sub-class";

    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        int slash = text.IndexOf('/');
        ReadOnlySpan<char> main = slash >= 0 ? text[..slash].Trim() : text.Length == 5 ? text[..3] : default;
        ReadOnlySpan<char> sub = slash >= 0 ? text[(slash + 1)..].Trim() : text.Length == 5 ? text[3..] : default;
        if (main.Length > 3 || sub.Length > 2 || !IdentifierText.AllDigits(main) || !IdentifierText.AllDigits(sub))
        {
            return IdentifierReading.Malformed(Expected);
        }

        IdentifierText.Pad(main, canonical[..3]);
        canonical[3] = '/';
        IdentifierText.Pad(sub, canonical[4..6]);
        return IdentifierReading.Good(6);
    }
}
