using Parley.Engine.Tests.Workspace.Support;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Workspace;

public sealed class DeskTests
{
    [Fact]
    public void NoFile_MeansTheDefaults()
    {
        DeskDefinition desk = new TestWorkspace().Read(_ => "http://127.0.0.1:7402")!.Desk;

        Assert.Equal((TimeSpan.FromMinutes(15), 10), (desk.Lock, desk.SamplePercent));
        Assert.Equal((Urgency.High, (TimeSpan?)TimeSpan.FromHours(4)), Of(desk.LimitOf("SRV020", "cornerstone", null, "error")));
        Assert.Equal((Urgency.Low, (int?)3), Days(desk.LimitOf("SRV021", "cornerstone", null, "warning")));
    }

    [Fact]
    public void Limits_AreTriedInOrder()
    {
        TestWorkspace workspace = new();
        DeskDefinition desk = workspace.With("desk.yaml", """
            lock: 5m
            sample: 25
            limits:
              - { types: [Incident], severity: error, urgency: immediate, due: 30m }
              - { codes: [SRV024], urgency: normal, due: 1d }
            """).Read(_ => "http://127.0.0.1:7402")!.Desk;

        Assert.Empty(workspace.Issues.Issues);
        Assert.Equal((TimeSpan.FromMinutes(5), 25), (desk.Lock, desk.SamplePercent));
        Assert.Equal((Urgency.Immediate, (TimeSpan?)TimeSpan.FromMinutes(30)), Of(desk.LimitOf("SRV024", "any", "Incident", "error")));
        Assert.Equal((Urgency.Normal, (TimeSpan?)TimeSpan.FromDays(1)), Of(desk.LimitOf("SRV024", "any", null, "error")));
        Assert.Equal((Urgency.High, (TimeSpan?)TimeSpan.FromHours(4)), Of(desk.LimitOf("SRV020", "any", "Person", "error")));
    }

    [Theory]
    [InlineData("limits: [ { urgency: soon, due: 1h } ]", "WSP008")]
    [InlineData("limits: [ { urgency: low, due: 1h, systems: [nowhere] } ]", "WSP029")]
    [InlineData("limits: [ { urgency: low, due: 1h, types: [Incidnt] } ]", "WSP026")]
    [InlineData("limits: [ { urgency: low } ]", "WSP036")]
    [InlineData("limits: [ { urgency: low, due: 1h, working-days: 2 } ]", "WSP036")]
    [InlineData("sample: 101", "WSP007")]
    [InlineData("locks: 5m", "WSP006")]
    public void Faults_AreReported(string text, string code)
    {
        TestWorkspace workspace = new();
        Assert.Null(workspace.With("desk.yaml", text).Read(_ => "http://127.0.0.1:7402"));
        Assert.Contains(workspace.Issues.Issues, i => i.Position.File == "desk.yaml" && i.Code.Code == code);
    }

    private static (Urgency, TimeSpan?) Of(DeskLimit limit) => (limit.Urgency, limit.Due);

    private static (Urgency, int?) Days(DeskLimit limit) => (limit.Urgency, limit.WorkingDays);
}
