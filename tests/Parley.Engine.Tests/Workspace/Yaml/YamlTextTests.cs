using System.Text;
using Parley.Engine.Issues;
using Parley.Engine.Workspace.Yaml;
using Xunit;

namespace Parley.Engine.Tests.Workspace.Yaml;

public sealed class YamlTextTests
{
    private readonly IssueSink _issues = new();

    [Fact]
    public void TryParse_MapsListsAndScalars_KeepTextAndPlace()
    {
        YamlMap map = Parse("system: beacon\ncountry: NO\ncode: \"007\"\nlist:\n  - one\n  - { a: 1 }\n")!;

        Assert.Equal("beacon", map.Required("system", YamlForms.Name));
        Assert.Equal("NO", map.Required("country", YamlForms.Text));
        Assert.Equal("007", map.Required("code", YamlForms.Text));
        YamlList list = map.List("list")!;
        Assert.Equal(new SourcePosition("f.yaml", 6, 5), list.Items[1].Position);
        map.ReportUnknownKeys();
        Assert.Empty(_issues.Issues);
    }

    [Theory]
    [InlineData("a: [1, 2", "WSP001")]
    [InlineData("a: b: c", "WSP001")]
    [InlineData("a: \"open", "WSP001")]
    [InlineData("", "WSP001")]
    [InlineData("# only a comment\n", "WSP001")]
    [InlineData("a: &x 1\nb: *x", "WSP003")]
    [InlineData("b: *x", "WSP003")]
    [InlineData("a: !!binary aGVsbG8=", "WSP003")]
    [InlineData("a: 1\n---\nb: 2", "WSP003")]
    [InlineData("a: 1\nb: 2\na: 3", "WSP004")]
    [InlineData("[1, 2]", "WSP007")]
    [InlineData("? [a, b]\n: 1", "WSP007")]
    public void TryParse_FaultyText_ReportsCodeAndPlace(string text, string code)
    {
        Parse(text);

        Issue issue = Assert.Single(_issues.Issues);
        Assert.Equal(code, issue.Code.Code);
        Assert.True(issue.Position.Line > 0, issue.ToString());
    }

    [Fact]
    public void TryParse_BillionLaughs_IsRefusedAtTheFirstAnchor()
    {
        StringBuilder text = new("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c < 'z'; c++)
        {
            char before = (char)(c - 1);
            text.Append(c).Append(": &").Append(c).Append(" [").AppendJoin(',', Enumerable.Repeat("*" + before, 9)).Append("]\n");
        }

        Assert.Null(Parse(text.ToString()));
        Assert.Equal("f.yaml:1:4: error WSP003: an anchor (&a) stands here", Assert.Single(_issues.Issues).ToString());
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public void TryParse_VeryDeep_IsRefusedWithoutRecursion(int depth)
    {
        Assert.Null(Parse("a: " + new string('[', depth)));
        Assert.Equal("WSP002", Assert.Single(_issues.Issues).Code.Code);
    }

    [Fact]
    public void TryParse_TooLong_IsRefused()
    {
        Assert.Null(Parse("a: " + new string('x', YamlText.MostCharacters)));
        Assert.Equal("WSP002", Assert.Single(_issues.Issues).Code.Code);
    }

    [Fact]
    public void Decode_ByteOrderMark_IsTakenOff() =>
        Assert.Equal("a: é", YamlText.Decode("f.yaml", [0xEF, 0xBB, 0xBF, .. "a: é"u8], _issues));

    [Fact]
    public void Decode_Latin1_ReportsLineAndColumn()
    {
        Assert.Null(YamlText.Decode("f.yaml", [.. "a: 1\nb: caf"u8, 0xE9, .. "\n"u8], _issues));
        Assert.Equal("f.yaml:2:7: error WSP009: a byte here is not UTF-8", Assert.Single(_issues.Issues).ToString());
    }

    private YamlMap? Parse(string text) => YamlText.TryParse("f.yaml", text, _issues);
}
