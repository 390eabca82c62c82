using Parley.Engine.Issues;
using Parley.Engine.Linkage.Models;
using Xunit;

namespace Parley.Engine.Tests.Linkage.Models;

public class LinkageModelTextTests
{
    [Fact]
    public void Write_ReadAgain_GivesTheSameText()
    {
        IssueSink issues = new();
        string text = LinkageModelText.Write(LinkageModelText.General);
        LinkageModel? again = LinkageModelText.Read("model.yaml", text, issues);

        Assert.Empty(issues.Issues);
        Assert.Equal(text, LinkageModelText.Write(again!));
    }

    [Theory]
    [InlineData("match: 0.985", "match: 1.2", "LNK006")]
    [InlineData("version: 1", "version: 2", "LNK007")]
    [InlineData("  \"sex\":", "  \"sax\":", "LNK006")]
    public void Read_Faults_AreReported(string good, string bad, string code)
    {
        IssueSink issues = new();
        string text = LinkageModelText.Write(LinkageModelText.General);

        Assert.Contains(good, text, StringComparison.Ordinal);
        Assert.Null(LinkageModelText.Read("model.yaml", text.Replace(good, bad, StringComparison.Ordinal), issues));
        Assert.Contains(issues.Issues, i => i.Code.Code == code);
    }
}
