using System.Text;
using Parley.Engine.Sharing;
using Xunit;

namespace Parley.Engine.Tests.Sharing;

public sealed class ApplicationRulesTests
{
    private static readonly ApplicationRules s_rules = new(
    [
        new ApplicationRule("note", true, ["read"], null),
        new ApplicationRule("note", true, ["write"], ".subject.id == .resource.properties.author"),
        new ApplicationRule("note", false, ["write"], """.resource.properties.status == "archived" """),
        new ApplicationRule("note", true, ["fail"], ".subject | error"),
        new ApplicationRule("note", true, ["stop"], null),
        new ApplicationRule("note", false, ["stop"], ".subject | error"),
        new ApplicationRule("note", true, ["vague"], "1"),
        new ApplicationRule("exchange", true, ["see", "print"], null),
    ]);

    [Theory]
    [InlineData("note", "read", "{}", true)]
    [InlineData("note", "write", """{"author":"ada"}""", true)]
    [InlineData("note", "write", """{"author":"ben"}""", false)]
    [InlineData("note", "write", """{"author":"ada","status":"archived"}""", false)]
    [InlineData("note", "fail", "{}", false)]
    [InlineData("note", "stop", "{}", false)]
    [InlineData("note", "vague", "{}", false)]
    [InlineData("note", "delete", "{}", false)]
    [InlineData("Note", "read", "{}", null)]
    [InlineData("exchange", "print", "{}", true)]
    [InlineData("exchange", "see", "{}", null)]
    public void Decide_PermitsWhatARulePermits_AndNothingForbids(string resource, string action, string properties, bool? expected)
    {
        byte[] question = Encoding.UTF8.GetBytes(
            $$$"""{"subject":{"type":"person","id":"ada","properties":{}},"action":{"name":"{{{action}}}","properties":{}},"resource":{"type":"{{{resource}}}","id":"1","properties":{{{properties}}}},"context":{}}""");

        Assert.Equal(expected, s_rules.Decide(resource, action, question));
    }

    [Fact]
    public void ActionsOn_AreWhatRulesPermit()
    {
        Assert.Equal(["read", "write", "fail", "stop", "vague"], s_rules.ActionsOn("note"));
        Assert.Empty(s_rules.ActionsOn("book"));
    }
}
