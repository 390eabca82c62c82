using FsCheck;
using FsCheck.Fluent;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Issues;
using Xunit;

namespace Parley.Engine.Tests.Dictionary.Identifiers;

public sealed class IdentifierKindTests
{
    [Theory]
    [InlineData("pnc-id", "1981/0000034U", "1981/0000034U")]
    [InlineData("pnc-id", "2002/0073319Z", "2002/0073319Z")]
    [InlineData("pnc-id", "2000/0000223R", "2000/0000223R")]
    [InlineData("pnc-id", "1979/0163001B", "1979/0163001B")]
    [InlineData("pnc-id", "2003/0000003Y", "2003/0000003Y")]
    [InlineData("pnc-id", "1967/9893091D", "1967/9893091D")]
    [InlineData("pnc-id", "81/34U", "1981/0000034U")]
    [InlineData("pnc-id", "02/73319z", "2002/0073319Z")]
    [InlineData("pnc-id", "03/0000003Y", "2003/0000003Y")]
    [InlineData("pnc-id", "19790163001B", "1979/0163001B")]
    [InlineData("pnc-id", "790163001B", "1979/0163001B")]
    [InlineData("pnc-id", " 1981 / 34 U ", "1981/0000034U")]
    [InlineData("cro", "065656/91H", "065656/91H")]
    [InlineData("cro", "65656/91h", "065656/91H")]
    [InlineData("cro", "SF05/482703J", "SF05/482703J")]
    [InlineData("cro", "SF83/50058Z", "SF83/50058Z")]
    [InlineData("cro", "SF83/050058Z", "SF83/50058Z")]
    [InlineData("asn", "2202XC0200000000021R", "2202XC0200000000021R")]
    [InlineData("asn", "2005FF0500000000555P", "2005FF0500000000555P")]
    [InlineData("asn", "9700000000000123456K", "9700000000000123456K")]
    [InlineData("asn", "22FD112200001234560X", "22FD112200001234560X")]
    [InlineData("asn", "1101ZD0100000448754K", "1101ZD0100000448754K")]
    [InlineData("asn", "0800NP0100000000001H", "0800NP0100000000001H")]
    [InlineData("asn", "11/01ZD/01/448754K", "1101ZD0100000448754K")]
    [InlineData("asn", "08B00NP0100000000001H", "08B00NP0100000000001H")]
    [InlineData("asn", "08/B00NP/01/1H", "08B00NP0100000000001H")]
    [InlineData("pti-urn", "01ZD0303908", "01ZD0303908")]
    [InlineData("pti-urn", "01zd/03039/08", "01ZD0303908")]
    [InlineData("nino", "QQ 12 34 56 C", null)]
    [InlineData("nino", "AB 12 34 56 C", "AB123456C")]
    [InlineData("nino", "AB123456", "AB123456")]
    [InlineData("nino", "AB123456E", null)]
    [InlineData("nino", "BG123456A", null)]
    [InlineData("nino", "AO123456A", null)]
    [InlineData("driver-number", "FARAW 706054 J99AB", "FARAW706054J99AB")]
    [InlineData("driver-number", "FARAW 756054 J991B", null)]
    [InlineData("driver-number", "FARAW756054J9ABC", "FARAW756054J9ABC")]
    [InlineData("driver-number", "faraw 756054 j9abc", "FARAW756054J9ABC")]
    [InlineData("driver-number", "FARAW713054J9ABC", null)]
    [InlineData("driver-number", "FARAW756324J9ABC", null)]
    [InlineData("uk-passport", "a123456", "A123456")]
    [InlineData("uk-passport", "123456A", "123456A")]
    [InlineData("uk-passport", "123 456 789", "123456789")]
    [InlineData("uk-passport", "12345678", null)]
    [InlineData("vrm", "wx 24 abc", "WX24ABC")]
    [InlineData("vrm", "A1", "A1")]
    [InlineData("vrm", "ABCDEF123456", null)]
    [InlineData("vrm", "WX24?BC", null)]
    [InlineData("postcode", "wx12ab", "WX1 2AB")]
    [InlineData("postcode", "WX1  2AB", "WX1 2AB")]
    [InlineData("postcode", "W1 2AB", "W1 2AB")]
    [InlineData("postcode", "W12 2AB", "W12 2AB")]
    [InlineData("postcode", "WX12 2AB", "WX12 2AB")]
    [InlineData("postcode", "W1A 2AB", "W1A 2AB")]
    [InlineData("postcode", "WX1A2AB", "WX1A 2AB")]
    [InlineData("postcode", "gir0aa", "GIR 0AA")]
    [InlineData("postcode", "GIR 1AA", null)]
    [InlineData("postcode", "ZZ99 3VZ", "ZZ99 3VZ")]
    [InlineData("postcode", "QX1 2AB", null)]
    [InlineData("postcode", "WZ1 2AB", null)]
    [InlineData("postcode", "WX1 AAB", null)]
    [InlineData("postcode", "WXX 1AB", null)]
    [InlineData("uprn", "100012345678", "100012345678")]
    [InlineData("uprn", "12345", "000000012345")]
    [InlineData("uprn", "0000", null)]
    [InlineData("uprn", "1234567890123", null)]
    [InlineData("imei", "490154203237518", "490154203237518")]
    [InlineData("imei", "49-015420-323751-8", "490154203237518")]
    [InlineData("imei", "49015420323751", null)]
    [InlineData("telephone", "01632 960001", "+441632960001")]
    [InlineData("telephone", "+441632960001", "+441632960001")]
    [InlineData("telephone", "+44 (0)1632 960001", "+441632960001")]
    [InlineData("telephone", "0044 1632-960001", "+441632960001")]
    [InlineData("telephone", "(01632) 960.001", "+441632960001")]
    [InlineData("telephone", "07700 900123", "+447700900123")]
    [InlineData("telephone", "020 7946 0000", "+442079460000")]
    [InlineData("telephone", "441632960001", "+441632960001")]
    [InlineData("telephone", "+1 202 555 0100", "+12025550100")]
    [InlineData("telephone", "+3225550100", "+3225550100")]
    [InlineData("telephone", "00 353 20 912 0000", "+353209120000")]
    [InlineData("telephone", "0800 1111", "+448001111")]
    [InlineData("telephone", "101", null)]
    [InlineData("telephone", "01632 960001 ext 12", null)]
    [InlineData("telephone", "(01632 960001", null)]
    [InlineData("telephone", "+", null)]
    [InlineData("telephone", "+0123456789", null)]
    [InlineData("cjs-offence-code", "th68001", "TH68001")]
    [InlineData("cjs-offence-code", "TH68001A", "TH68001A")]
    [InlineData("cjs-offence-code", "COML001C", "COML001C")]
    [InlineData("cjs-offence-code", "XX00001", "XX00001")]
    [InlineData("cjs-offence-code", "TH68001D", null)]
    [InlineData("cjs-offence-code", "0101AA001", null)]
    [InlineData("ho-classification", "019/11", "019/11")]
    [InlineData("ho-classification", "19/11", "019/11")]
    [InlineData("ho-classification", "80901", "809/01")]
    [InlineData("ho-classification", "1911", null)]
    [InlineData("pnc-court-case", "97/1626/008395Q", "97/1626/008395Q")]
    [InlineData("pnc-court-case", "97/1626/8395q", "97/1626/008395Q")]
    [InlineData("vin", "wvwzzz1jz3w386752", "WVWZZZ1JZ3W386752")]
    [InlineData("vin", "WVWZZZ1JZ3W38675O", null)]
    [InlineData("email", "Alex.Morgan@Example.ORG", "Alex.Morgan@example.org")]
    [InlineData("email", "alex..morgan@example.org", null)]
    [InlineData("email", "alex@example", null)]
    [InlineData("email", "alex morgan@example.org", null)]
    [InlineData("email", "a@b@example.org", null)]
    [InlineData("collar-number", "00 12ab", "0012AB")]
    [InlineData("collar-number", "12345678901", null)]
    public void Parse_Text_GivesCanonicalOrMalformed(string kind, string text, string? canonical)
    {
        IdentifierResult result = Kind(kind).Parse(text);

        Assert.Equal(canonical, result.Canonical);
        Assert.Equal(canonical is null ? IdentifierFault.Malformed : IdentifierFault.None, result.Fault);
    }

    [Theory]
    [InlineData("pnc-id", "90/570L", "1990/0000570L")]
    [InlineData("pnc-id", "1950/1581C", "1950/0001581C")]
    [InlineData("pnc-id", "2000/0448754K", "2000/0448754K")]
    [InlineData("cro", "85227/65G", "085227/65G")]
    [InlineData("cro", "SF83/50058A", "SF83/50058A")]
    [InlineData("asn", "1101ZD0100000448754A", "1101ZD0100000448754A")]
    [InlineData("pnc-court-case", "26/9998/000826X", "26/9998/000826X")]
    [InlineData("imei", "490154203237519", "490154203237519")]
    public void Parse_WrongCheckCharacter_StillGivesCanonical(string kind, string text, string canonical)
    {
        IdentifierResult result = Kind(kind).Parse(text);

        Assert.Equal(canonical, result.Canonical);
        Assert.Equal(IdentifierFault.WrongCheckCharacter, result.Fault);
        Assert.NotNull(result.Detail);
        // Putting in the character that the detail names must mend it.
        string mended = string.Concat(text.AsSpan(0, text.Length - 1), result.Detail.AsSpan("the check character should be ".Length, 1));
        Assert.Equal(IdentifierFault.None, Kind(kind).Parse(mended).Fault);
    }

    [Theory]
    [InlineData("pnc-id", "1981/0000034U", "81/34U")]
    [InlineData("asn", "1101ZD0100000448754K", "11/01ZD/01/448754K")]
    [InlineData("asn", "08B00NP0100000000001H", "08/B00NP/01/1H")]
    [InlineData("cro", "065656/91H", "65656/91H")]
    [InlineData("cro", "SF83/50058Z", "SF83/50058Z")]
    [InlineData("pnc-court-case", "97/1626/008395Q", "97/1626/8395Q")]
    [InlineData("uprn", "000000012345", "12345")]
    [InlineData("postcode", "WX1 2AB", "WX1 2AB")]
    public void Display_Canonical_IsShortAndReadsBack(string kind, string canonical, string display)
    {
        Assert.Equal(display, Kind(kind).Display(canonical));
        Assert.Equal(canonical, Kind(kind).Parse(display).Canonical);
    }

    [Theory]
    [InlineData("pnc-id", "1981/0000034U")]
    [InlineData("telephone", "+441632960001")]
    [InlineData("postcode", "WX1 2AB")]
    [InlineData("vrm", "WX24ABC")]
    public void Parse_CanonicalText_ReturnsSameInstanceWithoutAllocating(string kind, string text)
    {
        IdentifierKind reader = Kind(kind);
        Assert.Same(text, reader.Parse(text).Canonical);

        ParseOften(reader, text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ParseOften(reader, text);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Parse_AnyTextThatIsNone_NeverThrowsAndNeverGivesCanonical()
    {
        string[] naughty = ["", " ", "/", "//", "///", "SF/", "SF//", "+", "()", "@", "a@", "@b", "\0", "𝟙𝟚𝟛𝟜", "١٢٣٤٥٦٧٨٩", new string('1', 5000), "(((((", "-", "\ud800", "İı"];
        foreach (IdentifierKind kind in IdentifierKind.All)
        {
            foreach (string text in naughty)
            {
                IdentifierResult result = kind.Parse(text);
                Assert.True(result.Canonical is null && result.Fault == IdentifierFault.Malformed && result.Detail is not null, $"{kind.Name}: {text}");
            }
        }
    }

    [Fact]
    public void Parse_ItsOwnCanonical_IsAFixedPoint()
    {
        Prop.ForAll<NonNull<string>, int>((text, which) =>
        {
            IdentifierKind kind = IdentifierKind.All[(int)((uint)which % IdentifierKind.All.Count)];
            return kind.Parse(text.Get).Canonical is not { } canonical || kind.Parse(canonical).Canonical == canonical;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Find_KnownAndUnknownNames()
    {
        Assert.Null(IdentifierKind.Find("crime-reference"));
        Assert.Equal(IdentifierKind.All.Count, IdentifierKind.All.Select(k => k.Name).Distinct().Count());
        Assert.All(IdentifierKind.All, k => Assert.Same(k, IdentifierKind.Find(k.Name)));
    }

    [Fact]
    public void ToIssue_WeighsTheCheckCharacterByMode()
    {
        IdentifierKind kind = Kind("pnc-id");
        IdentifierResult wrong = kind.Parse("1981/0000034A");

        Assert.Equal(Severity.Error, wrong.ToIssue(kind, IdentifierMode.Strict)!.Severity);
        Issue warning = wrong.ToIssue(kind, IdentifierMode.Warn, new SourcePosition(null, 3, 4), "person.pncId")!;
        Assert.Equal("3:4: warning DIC202: PNC ID: the check character should be U, not A [person.pncId]", warning.ToString());
        Assert.False(warning.LosesData);

        Issue malformed = kind.Parse("none").ToIssue(kind, IdentifierMode.Warn)!;
        Assert.Equal(("DIC201", Severity.Error, true), (malformed.Code.Code, malformed.Severity, malformed.LosesData));
        Assert.DoesNotContain("none", malformed.Message, StringComparison.Ordinal);
        Assert.Null(kind.Parse("1981/0000034U").ToIssue(kind, IdentifierMode.Strict));
    }

    private static void ParseOften(IdentifierKind kind, string text)
    {
        for (int i = 0; i < 100; i++)
        {
            kind.Parse(text);
        }
    }

    private static IdentifierKind Kind(string name) => IdentifierKind.Find(name) ?? throw new ArgumentException(name);
}
