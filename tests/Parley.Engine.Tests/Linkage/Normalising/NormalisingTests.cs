using Parley.Engine.Linkage.Normalising;
using Xunit;

namespace Parley.Engine.Tests.Linkage.Normalising;

public class NormalisingTests
{
    [Theory]
    [InlineData("O’Brien-Smith", "OBRIEN SMITH")]
    [InlineData("Müllenkranz", "MULLENKRANZ")]
    [InlineData("  Łukasz   Żółć ", "LUKASZ ZOLC")]
    [InlineData("ВАСИЛЬЕВ, Александр", "VASILEV ALEKSANDR")]
    [InlineData("王伟", "王伟")]
    [InlineData("e\u0301a", "EA")]
    [InlineData("ＳＭＩＴＨ", "SMITH")]
    [InlineData("\u202Esmith\u200B", "SMITH")]
    [InlineData("अनिता शर्मा", "अनिता शर्मा")]
    [InlineData("สมชาย ใจดี", "สมชาย ใจดี")]
    [InlineData("יִצְחָק", "יצחק")]
    [InlineData("Ki\uFE0Fm\u2066", "KIM")]
    public void Letters_OfAnyScript_Fold(string text, string folded) => Assert.Equal(folded, Letters.Fold(text));

    [Fact]
    public void Letters_OfALongHostileText_AreCutNotRefused() => Assert.True(Letters.Fold(string.Concat(Enumerable.Repeat("щ\u0301", 5000))).Length <= 256);

    [Theory]
    [InlineData("1971-06-24", 0x19710624u)]
    [InlineData("19710624", 0x19710624u)]
    [InlineData("24061971", 0x19710624u)]
    [InlineData("24/06/1971", 0x19710624u)]
    [InlineData("24/6/71", 0x19710624u)]
    [InlineData("24 June 1971", 0x19710624u)]
    [InlineData("Jun 24 1971", 0x19710624u)]
    [InlineData("1971-06-24T00:00:00Z", 0x19710624u)]
    [InlineData("06/24/1971", 0x19710624u)]
    [InlineData("1971", 0x19710000u)]
    [InlineData("19460232", 0x19460232u)]
    [InlineData("01/01/1900", 0u)]
    [InlineData("01/01/1970", 0u)]
    [InlineData("00/00/0000", 0u)]
    [InlineData("unknown", 0u)]
    public void Dates_InUsualForms_AreRead(string text, uint date) => Assert.Equal(date, DateText.Read(text, false));

    [Fact]
    public void Dates_MonthFirst_AreRead() => Assert.Equal(0x19900304u, DateText.Read("3/4/1990", true));

    [Theory]
    [InlineData("SMITH, Dr John Paul", "JOHN PAUL", "SMITH")]
    [InlineData("Maria de la Cruz", "MARIA", "DE LA CRUZ")]
    [InlineData("Ian MacDonald", "IAN", "MCDONALD")]
    [InlineData("Madonna", "", "MADONNA")]
    public void WholeNames_AreDivided(string text, string given, string family) => Assert.Equal((given, family), NameText.Divide(text));

    [Theory]
    [InlineData("UNKNOWN UNKNOWN")]
    [InlineData("Unknown male")]
    [InlineData("not applicable")]
    [InlineData("U/K")]
    [InlineData("xx XXX")]
    [InlineData("0000")]
    public void NamesThatSayNothing_AreNone(string text)
    {
        Assert.Equal("", NameText.Read(text, false));
        Assert.Equal(("", ""), NameText.Divide(text));
    }

    [Theory]
    [InlineData("+44 7700 900123", "7700900123")]
    [InlineData("07700 900123", "7700900123")]
    [InlineData("0000000000", "")]
    [InlineData("123456789", "")]
    [InlineData("n/a", "")]
    public void Telephones_AreComparedByTheirLastDigits(string text, string number) => Assert.Equal(number, ValueText.Telephone(text));

    [Theory]
    [InlineData("00000", "")]
    [InlineData("zz1 2ab", "ZZ12AB")]
    [InlineData("UNKNOWN", "")]
    public void Postcodes_AreCompact(string text, string postcode) => Assert.Equal(postcode, ValueText.Postcode(text));
}
