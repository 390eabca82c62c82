using Xunit;

namespace Parley.Engine.Tests.Expressions;

/// <summary>
/// jq's own test files, which are not part of this repository: <c>PARLEY_JQ_TESTS</c> names the folder <c>tests</c> of jq's sources. What fails
/// must be exactly what docs/reference/jq.md lists.
/// </summary>
public sealed class JqSuiteTests
{
    [Theory]
    [InlineData("jq.test", 447)]
    [InlineData("man.test", 224)]
    [InlineData("onig.test", 40)]
    [InlineData("manonig.test", 17)]
    [InlineData("base64.test", 7)]
    [InlineData("optional.test", 3)]
    public void Run_CasesOfJqItself_PassButForTheListedOnes(string file, int count)
    {
        string? folder = Environment.GetEnvironmentVariable("PARLEY_JQ_TESTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "PARLEY_JQ_TESTS does not name jq's own tests");
        List<JqSuiteCase> cases = [.. JqSuiteCase.Read(Path.Combine(folder, file))];
        var faults = new List<string>();
        foreach (JqSuiteCase one in cases)
        {
            if (one.Fault(Path.Combine(folder, "modules")) is { } fault && !JqSuiteDifferences.Listed(one.Program))
            {
                faults.Add($"{file}:{one.Line}: {one.Program} <<< {one.Input}\n    {fault}");
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {cases.Count} fail beside the listed ones:\n{string.Join("\n", faults)}");
        Assert.Equal(count, cases.Count);
    }
}
