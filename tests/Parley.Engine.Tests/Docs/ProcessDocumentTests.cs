using System.Text.RegularExpressions;
using Parley.Engine.Processes;
using Parley.Engine.Processes.Templates;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Docs;

/// <summary>The definitions that docs/reference/processes.md shows compile, give what it says, and its tables are those of the engine.</summary>
public partial class ProcessDocumentTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "processes.md")).ReplaceLineEndings("\n");

    public static TheoryData<string, string> Examples => [.. Block().Matches(Page).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_OfThePage_CompilesAndGivesWhatItSays(string says, string text)
    {
        ProcessDefinition definition = ProcessDriver.Read(text);
        string[] parts = says.Split(" gives ");
        if (parts.Length < 2)
        {
            return;
        }

        ProcessState state = new ProcessDriver(definition).Run(parts[0]);
        if (parts[1].StartsWith("error ", StringComparison.Ordinal))
        {
            Assert.Equal(parts[1][6..], $"{state.Error!.Status}");
        }
        else
        {
            Assert.Equal(ProcessDriver.Json(parts[1]), state.Output);
        }
    }

    [Fact]
    public void Examples_AreAllMarked() => Assert.Equal(Regex.Count(Page, "^```yaml$", RegexOptions.Multiline), Examples.Count);

    [Fact]
    public void Functions_OfThePage_AreThoseOfTheEngine() => Assert.All(ParleyFunctions.All, f => Assert.Contains(
        $"| `{f.Name}` | {List(f.Required)} | {List(f.Optional)} | {f.Summary} |", Page, StringComparison.Ordinal));

    [Fact]
    public void Arguments_OfThePage_AreThoseOfTheEngine()
    {
        Assert.Contains($"`input.from` | {Names(Arguments.ProcessInput)} |", Page, StringComparison.Ordinal);
        Assert.Contains($"| {Names(Arguments.TaskInput)} |", Page, StringComparison.Ordinal);
        Assert.Contains($"| {Names(Arguments.Task)} |", Page, StringComparison.Ordinal);
        Assert.Contains($"| {Names(Arguments.ProcessOutput)} |", Page, StringComparison.Ordinal);
        Assert.Equal(["output"], Arguments.Export.Except(Arguments.Task));
    }

    [Fact]
    public void Budgets_OfThePage_AreTheUsualOnes()
    {
        ProcessBudget budget = ProcessBudget.Default;

        Assert.Equal((1_000, 1_000_000L, 10_000, 16 << 20, 100), (budget.TasksInStep, budget.Tasks, budget.Together, budget.StateBytes, budget.History));
        Assert.Contains("1,000 tasks a step", Page, StringComparison.Ordinal);
        Assert.Contains("1,000,000 tasks in an instance's life, 10,000 under way together, 16 MiB of state, 100 entries of history", Page, StringComparison.Ordinal);
    }

    private static string List(IReadOnlyList<string> names) => string.Join(", ", names.Select(n => $"`{n}`"));

    private static string Names(string[] names) => string.Join(", ", names.Select(n => $"`${n}`"));

    [GeneratedRegex("^<!-- process(?:: (.*?))? -->\n```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
