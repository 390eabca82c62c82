using Parley.EndToEnd.Tests.Support;
using Parley.Engine.Issues;
using Parley.Server.Operations;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class WorkspaceFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With("parley.yaml", "x")
        .With(".git/config", "x")
        .With(".parley/store.db", "x")
        .With("artifacts/a.txt", "x")
        .With("systems/beacon/system.yaml", "x")
        .With("systems/beacon/samples/incident/a.json", "{}");

    private readonly IssueSink _issues = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_LeavesOutHiddenFilesAndBuildOutput()
    {
        Assert.Equal(
            ["parley.yaml", "systems/beacon/samples/incident/a.json", "systems/beacon/system.yaml"],
            WorkspaceFolder.Load(_folder.Path, _issues).Select(f => f.Path));
        Assert.Empty(_issues.Issues);
    }

    [Fact]
    public void Load_WithoutSamples_LeavesThemOut() =>
        Assert.Equal(["parley.yaml", "systems/beacon/system.yaml"], WorkspaceFolder.Load(_folder.Path, _issues, withSamples: false).Select(f => f.Path));

    [Fact]
    public void Load_NoSuchFolder_IsReported()
    {
        Assert.Empty(WorkspaceFolder.Load(Path.Combine(_folder.Path, "nowhere"), _issues));
        Assert.Equal("WSP050", Assert.Single(_issues.Issues).Code.Code);
    }

    [Fact]
    public void Load_FileTooLarge_IsReportedAndLeftOut()
    {
        using (FileStream large = File.Create(Path.Combine(_folder.Path, "large.bin")))
        {
            large.SetLength(WorkspaceFolder.MostFileBytes + 1);
        }

        Assert.DoesNotContain(WorkspaceFolder.Load(_folder.Path, _issues), f => f.Path == "large.bin");
        Assert.Equal("large.bin: error WSP051", Assert.Single(_issues.Issues).ToString()[..24].TrimEnd(':'));
    }

    [Fact]
    public void Load_LinkToAFolder_IsNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs rights on Windows");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "loop"), _folder.Path);

        Assert.Equal(3, WorkspaceFolder.Load(_folder.Path, _issues).Count);
    }

    [Fact]
    public void FindRoot_FromBelow_IsTheFolderOfTheInstallation()
    {
        Assert.Equal(_folder.Path, WorkspaceFolder.FindRoot(Path.Combine(_folder.Path, "systems", "beacon")));
        Assert.Null(WorkspaceFolder.FindRoot(Path.GetTempPath()));
    }
}
