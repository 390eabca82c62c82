using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Tests.Support;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Docs;

/// <summary>The files that docs/how-to/connect-a-system.md shows are a sound workspace and give the output it shows.</summary>
public partial class ConnectASystemTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "how-to", "connect-a-system.md"));

    private static readonly WorkspaceFile[] Files =
        [.. NamedBlock().Matches(Page).Select(m => new WorkspaceFile(m.Groups[1].Value, Encoding.UTF8.GetBytes(m.Groups[2].Value)))];

    [Fact]
    public void Files_OfThePage_AreASoundWorkspace()
    {
        IssueSink issues = new();

        Assert.NotNull(WorkspaceReader.Read(Files, issues));
        Assert.DoesNotContain(issues.Issues, i => i.Severity != Severity.Info);
    }

    [Fact]
    public void Sample_OfThePage_BecomesTheOutputShown()
    {
        IssueSink issues = new();
        LoadedWorkspace workspace = WorkspaceReader.Read(Files, issues)!;
        ReadOnlyMemory<byte> sample = Files.Single(f => f.Path.EndsWith(".json", StringComparison.Ordinal)).Content;
        issues.Clear();

        Bundle? bundle = workspace.Systems["counter"].Messages["report"].Translation.Read(sample, issues);
        ArrayBufferWriter<byte> output = new();
        bool written = workspace.Systems["storeroom"].Messages["item"].Translation.Write(bundle!, WriteContext.Offline, output, issues);

        Assert.True(written);
        string[] rows = Encoding.UTF8.GetString(output.WrittenSpan).ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.All(rows, row => Assert.Contains(row, Page, StringComparison.Ordinal));
    }

    [GeneratedRegex("^<!-- file: (\\S+) -->\n```\\w+\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex NamedBlock();
}
