using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Xunit;

namespace Parley.Engine.Tests.Dictionary;

public sealed class BuiltInDictionaryTests
{
    [Fact]
    public void Load_has_no_issues()
    {
        IssueSink issues = new();
        BuiltInDictionary.Load(issues);
        Assert.Equal("", string.Join('\n', issues.Issues));
    }
}
