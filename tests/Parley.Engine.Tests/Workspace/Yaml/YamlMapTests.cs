using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;
using Xunit;

namespace Parley.Engine.Tests.Workspace.Yaml;

public sealed class YamlMapTests
{
    private readonly IssueSink _issues = new();

    [Fact]
    public void ReportUnknownKeys_Misspelt_NamesTheNearest()
    {
        YamlMap map = Parse("conurrency: 4\ntimeOut: 3s\nzebra: 1\nurl: x");
        map.Optional("concurrency", YamlForms.Int(1, 9), 1);
        map.Optional("timeout", YamlForms.Duration, TimeSpan.Zero);
        map.Find("url");
        map.ReportUnknownKeys();

        Assert.Equal(
            [
                "f.yaml:1:1: error WSP006: 'conurrency' means nothing here; did you mean 'concurrency'?",
                "f.yaml:2:1: error WSP006: 'timeOut' means nothing here; did you mean 'timeout'?",
                "f.yaml:3:1: error WSP006: 'zebra' means nothing here; known keys: concurrency, timeout, url",
            ],
            _issues.Issues.Select(i => i.ToString()));
    }

    [Fact]
    public void Required_MissingOrEmpty_IsReportedWhereItShouldBe()
    {
        YamlMap map = Parse("inner:\n  a: 1\nempty:\n");
        Assert.Null(map.Required("name", YamlForms.Text));
        Assert.Null(map.Required("empty", YamlForms.Text));
        Assert.Null(map.Map("inner")!.Required("b", YamlForms.Text));

        Assert.Equal(["f.yaml:1:1", "f.yaml:3:1", "f.yaml:2:3"], _issues.Issues.Select(i => i.Position.ToString()));
        Assert.All(_issues.Issues, i => Assert.Equal("WSP005", i.Code.Code));
    }

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("5s", 5_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    public void Duration_WithUnit_IsRead(string text, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Parse($"a: {text}").Required("a", YamlForms.Duration));

    [Theory]
    [InlineData("5")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("5 s")]
    [InlineData("99999d")]
    [InlineData("[5s]")]
    [InlineData("soon")]
    public void Duration_Otherwise_IsReported(string text)
    {
        Parse($"a: {text}").Required("a", YamlForms.Duration);
        Assert.Equal("WSP007", Assert.Single(_issues.Issues).Code.Code);
    }

    [Theory]
    [InlineData("a: yes")]
    [InlineData("a: True")]
    [InlineData("a: \"true\"")]
    [InlineData("a: 1")]
    public void Bool_AnythingButTrueOrFalse_IsReported(string text)
    {
        Parse(text).Optional("a", YamlForms.Bool, false);
        Assert.Equal("WSP007", Assert.Single(_issues.Issues).Code.Code);
    }

    [Fact]
    public void Choice_Misspelt_ListsTheWords()
    {
        Assert.Equal(IssuePolicy.Hold, Parse("a: hold").Required("a", YamlForms.Choice<IssuePolicy>()));
        Parse("a: hodl").Required("a", YamlForms.Choice<IssuePolicy>());
        Assert.Equal(
            "f.yaml:1:4: error WSP008: 'a' must be one of reject, hold, pass, not \"hodl\"; did you mean 'hold'?",
            Assert.Single(_issues.Issues).ToString());
    }

    [Theory]
    [InlineData("env:BEACON_KEY", "env", "BEACON_KEY")]
    [InlineData("file:/run/secrets/key", "file", "/run/secrets/key")]
    public void Secret_Reference_IsRead(string text, string source, string name) =>
        Assert.Equal(new SecretReference(source, name), Parse($"a: {text}").Required("a", YamlForms.Secret));

    [Theory]
    [InlineData("hunter2-the-secret")]
    [InlineData("env:9")]
    [InlineData("env:A B")]
    [InlineData("file: x")]
    [InlineData("file:../../etc/shadow")]
    [InlineData("vault:x")]
    public void Secret_Inline_IsReportedWithoutRepeatingIt(string text)
    {
        Parse($"a: '{text}'").Required("a", YamlForms.Secret);
        Issue issue = Assert.Single(_issues.Issues);
        Assert.Equal("WSP010", issue.Code.Code);
        Assert.DoesNotContain(text, issue.Message);
    }

    [Theory]
    [InlineData("16MiB", 16 << 20)]
    [InlineData("2048", 2048)]
    public void Bytes_WithUnit_IsRead(string text, int bytes) =>
        Assert.Equal(bytes, Parse($"a: {text}").Required("a", YamlForms.Bytes(1024, 1 << 30)));

    [Fact]
    public void Values_ScalarOrList_AreBothLists()
    {
        YamlMap map = Parse("one: a\nmany: [a, b]\nbad: [a, {b: c}]");
        Assert.Equal(["a"], map.Values("one", YamlForms.Name));
        Assert.Equal(["a", "b"], map.Values("many", YamlForms.Name));
        Assert.Empty(map.Values("none", YamlForms.Name));
        Assert.Equal(["a"], map.Values("bad", YamlForms.Name));
        Assert.Equal("WSP007", Assert.Single(_issues.Issues).Code.Code);
    }

    private YamlMap Parse(string text) => YamlText.TryParse("f.yaml", text, _issues)!;
}
