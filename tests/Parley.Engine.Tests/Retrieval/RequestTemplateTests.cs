using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Parley.Engine.Retrieval;
using Parley.Engine.Search;
using Xunit;

namespace Parley.Engine.Tests.Retrieval;

/// <summary>Values put into requests: whatever they hold, they stay values.</summary>
public sealed class RequestTemplateTests
{
    public static TheoryData<string> Hostile { get; } =
    [
        "\"}],\"admin\":true,{\"", "</name><admin/>", "]]>", "&lt;&amp;", "a&b=c#d;e", "x\r\nX-Admin: 1", "../../etc", "%2e%2e%2f", "'; DROP TABLE persons;--", "{reason}", "${HOME}", "\u0000\u0008", "𝒮ián\u0301", "\\u0022",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Json_KeepsAValueAValue(string value)
    {
        JsonBody body = new(new JsonBody.Map([("who", new JsonBody.Map([("name", new JsonBody.Text(Template("{familyName}"))), ("most", new JsonBody.Literal("10"))]))]));

        using JsonDocument document = JsonDocument.Parse(body.Write(Values(value)));

        JsonElement who = Assert.Single(document.RootElement.EnumerateObject()).Value;
        Assert.Equal(["name", "most"], who.EnumerateObject().Select(m => m.Name));
        Assert.Equal(value.Trim(), who.GetProperty("name").GetString());
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Xml_KeepsAValueAValue(string value)
    {
        XmlBody body = XmlBody.TryParse("<q:ask xmlns:q='urn:q'><q:name use='{familyName}'>{familyName}</q:name></q:ask>", out _)!;

        XElement root = XElement.Parse(Encoding.UTF8.GetString(body.Write(Values(value))), LoadOptions.PreserveWhitespace);

        XElement name = Assert.Single(root.Elements());
        Assert.Empty(name.Elements());
        string legal = string.Concat(value.Where(c => c is not ('\u0000' or '\u0008')));
        Assert.Equal(legal, name.Value);
        Assert.Equal(legal, name.Attribute("use")?.Value ?? "");
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void AddressQueryAndHeader_KeepAValueAValue(string value)
    {
        RequestTemplate template = new()
        {
            Method = "GET",
            Address = Template("http://records.example/persons/{familyName}?x=1"),
            Query = [("name", Template("{familyName}"))],
            Headers = [("X-Name", Template("for {familyName}"))],
        };

        QuestionRequest request = template.Fill(Values(value))!;

        Uri address = new(request.Address);
        Assert.Equal("records.example", address.Host);
        Assert.Equal(3, address.Segments.Length);
        Assert.Equal(["x=1", $"name={Uri.EscapeDataString(value.Trim())}"], address.Query[1..].Split('&'));
        Assert.All(Assert.Single(request.Headers).Value, c => Assert.InRange(c, ' ', '~'));
        Assert.Equal("for " + value.Trim(), Uri.UnescapeDataString(request.Headers[0].Value));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public void Address_IsNotMovedUpwards(string value) =>
        Assert.Null(new RequestTemplate { Method = "GET", Address = Template("http://records.example/persons/{familyName}/all") }.Fill(Values(value)));

    [Fact]
    public void Form_IsEscaped_AndLeavesOutWhatIsNotKnown()
    {
        FormBody body = new([("name", Template("{familyName}")), ("born", Template("{dateOfBirth}")), ("kind", Template("person"))]);

        Assert.Equal("name=a%26b%3Dc&kind=person", Encoding.UTF8.GetString(body.Write(Values("a&b=c"))));
    }

    [Fact]
    public void WhatIsNotKnown_IsLeftOutWithWhatItStandsIn()
    {
        QuestionValues values = Values("Smyth");
        JsonBody json = new(new JsonBody.Map([("name", new JsonBody.Text(Template("{familyName}"))), ("born", new JsonBody.Map([("on", new JsonBody.Text(Template("{dateOfBirth}")))])), ("all", new JsonBody.List([new JsonBody.Text(Template("{sex}"))]))]));
        XmlBody xml = XmlBody.TryParse("<ask version='2'><name>{familyName}</name><born><on>{dateOfBirth}</on></born><sex code='{sex}'/><flag/></ask>", out _)!;

        Assert.Equal("""{"name":"Smyth"}""", Encoding.UTF8.GetString(json.Write(values)));
        Assert.Equal(["name", "flag"], XElement.Parse(Encoding.UTF8.GetString(xml.Write(values))).Elements().Select(e => e.Name.LocalName));
    }

    [Theory]
    [InlineData("{dateOfBirth}", "1980-02-11")]
    [InlineData("{dateOfBirth:dd/MM/yyyy}", "11/02/1980")]
    [InlineData("{dateOfBirth:yyyyMMdd}", "19800211")]
    [InlineData("{dateOfBirth:yyyy}", "1980")]
    [InlineData("{from:yyyy-MM-dd HH:mm}", "2026-03-01 09:30")]
    [InlineData("{from}", "2026-03-01T09:30:00Z")]
    [InlineData("{registration:compact}", "WX26ABC")]
    [InlineData("{registration:lower}", "wx26 abc")]
    [InlineData("{telephone:digits}", "07700900123")]
    [InlineData("{sex:male=1,female=2}", "2")]
    [InlineData("{givenNames} {familyName:upper}", "JON PAUL SMYTH")]
    [InlineData("{name}", "Smyth, Jon Paul")]
    [InlineData("{latitude},{longitude}", "51.5,-1.25")]
    [InlineData("{{{marking}}}", "{OS}")]
    public void Forms_WriteValuesAsTheSystemWantsThem(string template, string expected)
    {
        SearchQuery query = new()
        {
            Name = "Smyth, Jon Paul", DateOfBirth = "11 Feb 1980", Sex = "Female", Registration = "WX26 abc", Telephone = "07700 900123", From = new DateTime(2026, 3, 1, 9, 30, 0, DateTimeKind.Utc),
            Near = new(51.5, -1.25), Attributes = new Dictionary<string, string> { ["marking"] = "OS" },
        };

        Assert.Equal(expected, Template(template).Fill(QuestionValues.Of(query, new Dictionary<string, string?>()), null));
    }

    [Theory]
    [InlineData("1980", "yyyy", "1980")]
    [InlineData("1980", "dd/MM/yyyy", null)]
    [InlineData("30/02/1980", "dd/MM/yyyy", null)]
    [InlineData("01/01/1900", "dd/MM/yyyy", null)]
    [InlineData("yesterday", "yyyy", null)]
    public void DateThatIsNotKnownInFull_IsNotMadeUp(string said, string pattern, string? expected) =>
        Assert.Equal(expected, Template($"{{dateOfBirth:{pattern}}}").Fill(QuestionValues.Of(new SearchQuery { DateOfBirth = said }, new Dictionary<string, string?>()), null));

    [Fact]
    public void Wildcards_AreNotPassedOn() =>
        Assert.False(QuestionValues.Of(new SearchQuery { FamilyName = "Smy*", Registration = "WX2?ABC" }, new Dictionary<string, string?>()).Has("familyName"));

    [Theory]
    [InlineData("{")]
    [InlineData("a } b")]
    [InlineData("{}")]
    [InlineData("{familyName:shout}")]
    [InlineData("{dateOfBirth:d}")]
    [InlineData("{familyName:yyyy}")]
    [InlineData("{sex:male=1,male=2}")]
    public void FaultyTemplates_AreRefused(string text)
    {
        Assert.Null(TextTemplate.TryParse(text, out string? fault));
        Assert.NotNull(fault);
    }

    private static TextTemplate Template(string text) => TextTemplate.TryParse(text, out _)!;

    private static QuestionValues Values(string familyName) => QuestionValues.Of(new SearchQuery { Attributes = new Dictionary<string, string> { ["familyName"] = familyName } }, new Dictionary<string, string?>());
}
