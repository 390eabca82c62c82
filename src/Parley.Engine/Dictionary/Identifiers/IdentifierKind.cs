using System.Collections.Frozen;

namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>
/// One kind of identifier: how its text is read, its canonical form and its check character. Instances are immutable and
/// shared. There is deliberately no kind for crime references, whose form each force chooses for itself.
/// </summary>
public abstract class IdentifierKind
{
    /// <summary>Longer texts are malformed whatever the kind; the canonical form never exceeds this either.</summary>
    private const int LongestText = 256;

    /// <summary>No kind's canonical form is longer than this when the text is not.</summary>
    private const int UsualText = 60;

    private static readonly IdentifierKind[] Kinds =
    [
        new PncId(), new Cro(), new ArrestSummonsNumber(), new PtiUrn(), new NationalInsuranceNumber(), new DriverNumber(), new UkPassport(),
        new VehicleRegistration(), new Postcode(), new Uprn(), new Imei(), new Telephone(), new CjsOffenceCode(), new HomeOfficeClassification(),
        new PncCourtCase(), new Vin(), new EmailAddress(), new CollarNumber(),
    ];

    private static readonly FrozenDictionary<string, IdentifierKind> ByName = Kinds.ToFrozenDictionary(k => k.Name, StringComparer.Ordinal);

    private protected IdentifierKind(string name, string title, string standard)
    {
        Name = name;
        Title = title;
        Standard = standard;
    }

    /// <summary>All kinds, in the order of the reference documentation.</summary>
    public static IReadOnlyList<IdentifierKind> All => Kinds;

    /// <summary>The name by which definitions refer to the kind: <c>pnc-id</c>.</summary>
    public string Name { get; }

    /// <summary>The name a reader knows: <c>PNC ID</c>.</summary>
    public string Title { get; }

    /// <summary>The attribute standard the kind follows (<c>DS_072</c>); empty where the national dictionary has none.</summary>
    public string Standard { get; }

    /// <summary>The kind of that name, or null. Names are compared exactly.</summary>
    public static IdentifierKind? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByName.GetValueOrDefault(name);
    }

    /// <summary>Reads a text. White space around it is ignored.</summary>
    public IdentifierResult Parse(ReadOnlySpan<char> text) => Parse(text, null);

    /// <summary>Reads a text; when it already is the canonical form, the result holds the same instance and nothing is allocated.</summary>
    public IdentifierResult Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text, text);
    }

    /// <summary>The short form people write, where the field has one; otherwise the canonical form itself.</summary>
    /// <param name="canonical">A canonical form that <see cref="Parse(string)"/> gave.</param>
    public virtual string Display(string canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        return canonical;
    }

    /// <summary>Reads a trimmed text, writing the canonical form to the buffer, which is always long enough.</summary>
    private protected abstract IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical);

    private IdentifierResult Parse(ReadOnlySpan<char> text, string? instance)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        if (trimmed.Length is 0 or > LongestText)
        {
            return new IdentifierResult(null, IdentifierFault.Malformed, trimmed.IsEmpty ? "the text is empty" : "the text is too long");
        }

        // Clearing room for the longest text costs more than reading one of ordinary length.
        Span<char> buffer = stackalloc char[trimmed.Length <= UsualText ? UsualText + 4 : LongestText + 4];
        IdentifierReading reading = Read(trimmed, buffer);
        if (reading.Fault == IdentifierFault.Malformed)
        {
            return new IdentifierResult(null, reading.Fault, reading.Detail);
        }

        ReadOnlySpan<char> canonical = buffer[..reading.Length];
        string kept = instance is not null && canonical.SequenceEqual(instance) ? instance : canonical.ToString();
        return new IdentifierResult(kept, reading.Fault, reading.Detail);
    }
}
