using System.Text;
using System.Text.RegularExpressions;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Comparison;
using Parley.Engine.Sharing.Reading;
using Parley.Engine.Tests.Support;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Docs;

/// <summary>The files that the documents on agreements show are sound workspaces, and mean what the documents say.</summary>
public partial class AgreementDocumentTests
{
    private const string Installation = "installation: Wexshire\norganisation: wexshire-police\ndictionary: \"2026.1\"\n";

    [Theory]
    [InlineData("reference/agreements.md", "cross-border-burglary")]
    [InlineData("how-to/write-an-agreement.md", "wexshire-haven")]
    public void Files_OfThePage_AreASoundWorkspace(string page, string name)
    {
        IssueSink issues = new();
        LoadedWorkspace workspace = Read(page, issues);

        Assert.Empty(issues.Issues);
        AgreementStanding standing = workspace.Agreements[name];
        Assert.Equal(AgreementState.Proposed, standing.On(new DateOnly(2026, 5, 31)));
        Assert.Equal(AgreementState.Suspended, standing.On(new DateOnly(2026, 6, 1)));
    }

    [Fact]
    public void Reference_NamesEveryKeyOfItsExample()
    {
        string page = Page("reference/agreements.md");
        IssueSink issues = new();
        AgreementDefinition agreement = Read("reference/agreements.md", issues).Agreements["cross-border-burglary"].Agreement;

        Assert.All(agreement.Content.Select(m => m.Key).Except(["groups"]), key => Assert.Contains($"`{key}`", page, StringComparison.Ordinal));
        Assert.All(AgreementReader.GovernanceItems, item => Assert.Contains($"`{item.Key}`", page, StringComparison.Ordinal));
        Assert.All(PurposeDefinition.BuiltIn.Keys, purpose => Assert.Contains($"`{purpose}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void HowTo_ShowsTheWordsOfAComparison()
    {
        string page = Page("how-to/write-an-agreement.md");
        IssueSink issues = new();
        LoadedWorkspace workspace = Read("how-to/write-an-agreement.md", issues);
        AgreementDefinition earlier = workspace.Agreements["wexshire-haven"].Agreement;
        string text = Files("how-to/write-an-agreement.md").Single(f => f.Path == "agreements/wexshire-haven.yaml").Text;
        AgreementDefinition later = AgreementDraft.Read(
            "draft.yaml", text.Replace("telephones]", "telephones, emails]", StringComparison.Ordinal).Replace("P1Y", "P2Y", StringComparison.Ordinal), workspace, issues)!;

        IReadOnlyList<AgreementChange> changes = AgreementComparison.Compare(earlier, later, workspace);

        Assert.Equal(2, changes.Count);
        Assert.All(changes, c => Assert.Contains(c.Text, page, StringComparison.Ordinal));
    }

    private static LoadedWorkspace Read(string page, IssueSink issues) =>
        WorkspaceReader.Read(
            [new WorkspaceFile("parley.yaml", Encoding.UTF8.GetBytes(Installation)), .. Files(page).Select(f => new WorkspaceFile(f.Path, Encoding.UTF8.GetBytes(f.Text)))], issues)
        ?? throw new InvalidOperationException(string.Join("\n", issues.Issues));

    private static IEnumerable<(string Path, string Text)> Files(string page) =>
        NamedBlock().Matches(Page(page)).Select(m => (m.Groups[1].Value, m.Groups[2].Value));

    private static string Page(string page) => File.ReadAllText(Path.Combine(Repository.Root, "docs", page)).ReplaceLineEndings("\n");

    [GeneratedRegex("^<!-- file: (\\S+) -->\n```\\w+\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex NamedBlock();
}
