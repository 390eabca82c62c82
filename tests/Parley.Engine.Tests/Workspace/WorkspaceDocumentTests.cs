using Parley.Engine.Issues;
using Parley.Engine.Retrieval;
using Parley.Engine.Tests.Workspace.Support;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;
using Xunit;

namespace Parley.Engine.Tests.Workspace;

public sealed class WorkspaceDocumentTests
{
    private static readonly string Docs = Path.Combine(Root(), "docs");

    public static TheoryData<string, string> Codes => new(
        IssueCatalogue.Of(typeof(YamlIssues)).Concat(IssueCatalogue.Of(typeof(WorkspaceIssues))).Concat(IssueCatalogue.Of(typeof(AccessIssues))).Concat(IssueCatalogue.Of(typeof(QuestionIssues))).Select(c => (c.Code, c.Title)));

    [Theory]
    [MemberData(nameof(Codes))]
    public void ErrorPage_OfEachCode_HasTitleCauseExampleAndRemedy(string code, string title)
    {
        string page = File.ReadAllText(Path.Combine(Docs, "errors", $"{code}.md"));

        Assert.StartsWith($"# {code}: {title}\n\n## Cause\n\n", page, StringComparison.Ordinal);
        Assert.Contains("\n\n## Example\n\n```", page, StringComparison.Ordinal);
        Assert.Contains("\n\n## Remedy\n\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_AreUnique() => Assert.Equal(Codes.Count, Codes.Select(c => c.Data.Item1).Distinct().Count());

    [Fact]
    public void Reference_ExampleOfASystem_IsSound()
    {
        string reference = File.ReadAllText(Path.Combine(Docs, "reference", "workspace.md"));
        string example = reference.Split("```yaml\n").Skip(1).Select(b => b.Split("```")[0]).Single(b => b.StartsWith("system:", StringComparison.Ordinal));
        TestWorkspace workspace = new();

        LoadedWorkspace? loaded = workspace.With("systems/cornerstone/system.yaml", example).Read(_ => "http://127.0.0.1:7402");

        Assert.Empty(workspace.Issues.Issues);
        Assert.NotNull(loaded);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Parley.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
