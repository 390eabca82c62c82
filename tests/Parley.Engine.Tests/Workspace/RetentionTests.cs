using System.Text;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Workspace;

public sealed class RetentionTests
{
    [Theory]
    [InlineData("P6Y", "2026-02-28", "2032-02-28")]
    [InlineData("P1Y6M", "2026-01-31", "2027-07-31")]
    [InlineData("P1M", "2026-01-31", "2026-02-28")]
    [InlineData("P2W", "2026-01-01", "2026-01-15")]
    [InlineData("P90D", "2026-01-01", "2026-04-01")]
    [InlineData("P200Y", "9999-01-01", "9999-12-31")]
    public void Period_Counts(string period, string from, string until)
    {
        Assert.True(RetentionPeriod.TryParse(period, out RetentionPeriod value));
        Assert.Equal(DateTime.Parse(until).Date, value.After(DateTime.Parse(from)).Date);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("P0Y")]
    [InlineData("6Y")]
    [InlineData("PT6H")]
    [InlineData("P-1Y")]
    [InlineData("P1.5Y")]
    [InlineData("P9999Y")]
    [InlineData("P6Y ")]
    public void Period_ThatIsNone_IsNotRead(string text) => Assert.False(RetentionPeriod.TryParse(text, out _));

    [Fact]
    public void NoFile_MeansReviewsByGroup_AndNothingUnattended()
    {
        RetentionDefinition retention = Read(null, out _)!.Retention;
        Assert.Equal(["mopi-1", "mopi-2", "mopi-3", "mopi-4", "ungrouped"], retention.Rules.Select(r => r.Id));
        Assert.All(retention.Rules, r => Assert.Equal((RetentionAction.Review, false), (r.Action, r.Unattended)));
        Assert.Equal(TimeSpan.FromDays(1), retention.Notices.Erasure);
    }

    [Fact]
    public void Rules_AreRead()
    {
        LoadedWorkspace? workspace = Read(
            """
            notices: { erasure: 2d }
            rules:
              - { rule: closed, group: "3", trigger: { types: [Incident], where: { grade: [scheduled] } }, base: reportedAt, period: P6Y, again: P5Y, reset: subject }
              - { rule: rest, period: P90D, action: erase }
            """,
            out IReadOnlyList<Issue> issues);

        Assert.Empty(issues);
        Assert.Equal(TimeSpan.FromDays(2), workspace!.Retention.Notices.Erasure);
        RetentionRule closed = workspace.Retention.Rules[0];
        Assert.Equal(("3", "reportedAt", RetentionReset.Subject), (closed.Group, closed.Base, closed.Reset));
        Assert.Equal(new RetentionPeriod(60, 0), closed.Again);
        Assert.Equal(["scheduled"], closed.Where["grade"]);
        Assert.Equal((RetentionAction.Erase, false), (workspace.Retention.Rules[1].Action, workspace.Retention.Rules[1].Unattended));
    }

    [Theory]
    [InlineData("{ rule: a, period: P1Y, action: erase, unattended: true }", "ERA020")]
    [InlineData("{ rule: a, period: P1Y, unattended: true }", "WSP038")]
    [InlineData("{ rule: a, period: six years }", "WSP007")]
    [InlineData("{ rule: a }", "WSP005")]
    [InlineData("{ rule: a, period: P1Y, group: \"9\" }", "WSP028")]
    [InlineData("{ rule: a, period: P1Y, trigger: { types: [Incidnt] } }", "WSP026")]
    [InlineData("{ rule: a, period: P1Y, base: reportedOn }", "WSP027")]
    [InlineData("{ rule: a, period: P1Y, trigger: { types: [Incident] }, base: grade }", "ERA022")]
    [InlineData("{ rule: a, period: P1Y, trigger: { types: [Incident], where: { gradee: [x] } } }", "WSP027")]
    [InlineData("{ rule: a, period: P1Y, perod: P1Y }", "WSP006")]
    [InlineData("{ rule: a, period: P1Y }\n  - { rule: b, period: P1Y, group: \"1\" }", "ERA021")]
    [InlineData("{ rule: a, group: \"1\", period: P1Y }\n  - { rule: a, period: P1Y }", "WSP022")]
    public void Rule_AtFault_IsReported(string rule, string code)
    {
        Read($"rules:\n  - {rule}\n", out IReadOnlyList<Issue> issues);
        Assert.Contains(code, issues.Select(i => i.Code.Code));
    }

    private static LoadedWorkspace? Read(string? retention, out IReadOnlyList<Issue> found)
    {
        List<WorkspaceFile> files =
        [
            File("parley.yaml", "installation: T\norganisation: wexshire\ndictionary: \"2026.1\"\n"),
            File("organisations/wexshire.yaml", "organisation: wexshire\nname: Wexshire\nkind: force\n"),
        ];
        if (retention is not null)
        {
            files.Add(File("retention.yaml", retention));
        }

        IssueSink issues = new();
        LoadedWorkspace? workspace = WorkspaceReader.Read(files, issues, null);
        found = issues.Issues;
        return workspace;
    }

    private static WorkspaceFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
