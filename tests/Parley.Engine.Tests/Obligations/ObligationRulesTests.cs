using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Engine.Obligations;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Obligations;

public sealed class ObligationRulesTests
{
    private const string Rule = "{ obligation: a, title: t, within: 5, raised-by: { type: Custody, key: .reference } }";

    [Fact]
    public void NoFile_MeansNoRules_AndTheDataProtectionOfficerForWhatStands()
    {
        ObligationRules rules = Read(null, out _)!.Obligations;
        Assert.Empty(rules.Rules);
        Assert.Equal(("data-protection-officer", 20), (rules.AgreementReview.Group, rules.AgreementReview.Days));
    }

    [Fact]
    public void VictimsCode_IsIncluded_AndARuleOfTheSameNameStandsInItsPlace()
    {
        LoadedWorkspace? workspace = Read(
            """
            group: victim-care
            include: [victims-code]
            rules:
              - { obligation: victim-told-of-charge, title: Tell the victim of the charge, within: 2, group: supervisor, raised-by: { type: Charge, where: .chargedAt != null, key: .reference } }
            standing:
              retention-review: { within: 10 }
              agreement-review: { group: supervisor, before: 30 }
            """,
            out IReadOnlyList<Issue> issues);

        Assert.Empty(issues);
        ObligationRules rules = workspace!.Obligations;
        Assert.Equal(["victim-told-of-arrest", "victim-told-of-release", "victim-told-of-outcome", "victim-told-of-charge"], rules.Rules.Select(r => r.Id));
        Assert.All(rules.Rules.Take(3), r => Assert.Equal((5, 1, "victim-care"), (r.Within, r.Sooner, r.Group)));
        Assert.Equal((2, "supervisor"), (rules.Rules[3].Within, rules.Rules[3].Group));
        Assert.Equal((("victim-care", 10), ("supervisor", 30)), ((rules.RetentionReview.Group, rules.RetentionReview.Days), (rules.AgreementReview.Group, rules.AgreementReview.Days)));
    }

    [Theory]
    [InlineData("rules: [" + Rule + "]", "OBL002")]
    [InlineData("group: nobody", "OBL002")]
    [InlineData("include: [victims-code]", "OBL002")]
    [InlineData("group: officer\ninclude: [victims-charter]", "OBL003")]
    [InlineData("group: officer\nrules: [" + Rule + ", " + Rule + "]", "WSP022")]
    [InlineData("group: officer\nrules: [{ obligation: a, title: t, within: 5, raised-by: { type: Custdy, key: .reference } }]", "WSP026")]
    [InlineData("group: officer\nrules: [{ obligation: a, title: t, within: 5, raised-by: { type: Custody, key: .reference +, } }]", "OBL001")]
    [InlineData("group: officer\nrules: [{ obligation: a, title: t, within: 5, raised-by: { type: Custody } }]", "WSP005")]
    [InlineData("group: officer\nrules: [{ obligation: a, title: t, within: -1, raised-by: { type: Custody, key: .reference } }]", "WSP007")]
    [InlineData("group: officer\nrules: [{ obligation: a, title: t, within: 5, calendar: wales, raised-by: { type: Custody, key: .reference } }]", "CAL002")]
    [InlineData("group: officer\nrules: [{ obligation: a, title: t, within: 5, sooner: { within: 1 }, raised-by: { type: Custody, key: .reference } }]", "WSP005")]
    [InlineData("group: officer\nrules: [{ obligation: a, titel: t, within: 5, raised-by: { type: Custody, key: .reference } }]", "WSP006")]
    [InlineData("standing: { notice: { group: nobody } }", "OBL002")]
    public void File_AtFault_IsReportedWithItsPlace(string text, string code)
    {
        Read(text + "\n", out IReadOnlyList<Issue> issues);
        Issue issue = issues.First(i => i.Code.Code == code);
        Assert.Equal("obligations.yaml", issue.Position.File);
        Assert.True(issue.Position.Line > 0);
    }

    [Theory]
    [InlineData("""{"reference":"WXB-1","status":"detained","arrestedAt":"2026-11-20T10:00:00Z"}""", "I-1", "", "victim-told-of-arrest I-1 5 2026-11-20")]
    [InlineData("""{"reference":"WXB-1","status":"charged","arrestedAt":"2026-11-20T10:00:00Z"}""", "I-1", "WX/7", "victim-told-of-arrest WX/7 5 2026-11-20;victim-told-of-charge WX/7 5 ")]
    [InlineData("""{"reference":"WXB-1","status":"bailed","releasedAt":"2026-11-21T10:00:00Z"}""", "I-1", "WX/7", "victim-told-of-release WX/7 5 2026-11-21")]
    [InlineData("""{"reference":"WXB-1","status":"detained"}""", "I-1", "", "")]
    public void VictimsCode_OverACustodyRecord_RaisesWhatIsOwed(string custody, string incident, string crime, string expected)
    {
        ObligationRules rules = Read("group: officer\ninclude: [victims-code]\n", out _)!.Obligations;

        IReadOnlyList<RaisedObligation> raised = ObligationMatcher.Raised(rules, Custody(custody, incident, crime));

        Assert.Equal(expected, string.Join(';', raised.Select(r => $"{r.Rule.Id} {r.Key} {r.Within} {r.At:yyyy-MM-dd}")));
    }

    [Fact]
    public void VictimUpdate_EndsWhatIsOfItsCrimeAndEvent_AndNothingElse()
    {
        ObligationRules rules = Read("group: officer\ninclude: [victims-code]\n", out _)!.Obligations;
        Bundle bundle = One("VictimUpdate", """{"reference":"U-1","crimeReference":"WX/7","event":"charged"}""");

        RaisedObligation ended = Assert.Single(ObligationMatcher.Fulfilled(rules, bundle));

        Assert.Equal(("victim-told-of-charge", "WX/7"), (ended.Rule.Id, ended.Key));
    }

    [Fact]
    public void Outcome_OfACrimeOfDomesticAbuse_IsDueWithinADay()
    {
        ObligationRules rules = Read("group: officer\ninclude: [victims-code]\n", out _)!.Obligations;
        Bundle bundle = One("Crime", """{"reference":"WX/7","outcome":"16","domesticAbuse":true}""");

        Assert.Equal(1, Assert.Single(ObligationMatcher.Raised(rules, bundle)).Within);
    }

    [Fact]
    public void Condition_ThatFailsOrNeverEnds_HoldsForNothing_AndTheNextIsTried()
    {
        ObligationRules rules = Read(
            """
            group: officer
            rules:
              - { obligation: fails, title: t, within: 1, raised-by: { type: Crime, where: error("x"), key: .reference } }
              - { obligation: endless, title: t, within: 1, raised-by: { type: Crime, where: "[repeat(1)] | length > 0", key: .reference } }
              - { obligation: numbers, title: t, within: 1, raised-by: { type: Crime, key: "1, null, \"\", .reference, .reference" } }
            """,
            out _)!.Obligations;
        Bundle bundle = One("Crime", """{"reference":"WX/7"}""");

        RaisedObligation raised = Assert.Single(ObligationMatcher.Raised(rules, bundle));

        Assert.Equal(("numbers", "WX/7"), (raised.Rule.Id, raised.Key));
    }

    private static Bundle Custody(string custody, string incident, string crime) => Of(
        $$$"""
        {"records":[{"id":"c","type":"Custody","attributes":{{{custody}}}},
        {"id":"i","type":"Incident","attributes":{"reference":"{{{incident}}}"{{{(crime.Length > 0 ? $",\"crimeReference\":\"{crime}\"" : "")}}}}}],
        "links":[{"from":"c","role":"arose-from","to":"i"}]}
        """);

    private static Bundle One(string type, string attributes) => Of($$$"""{"records":[{"id":"r","type":"{{{type}}}","attributes":{{{attributes}}}}],"links":[]}""");

    private static Bundle Of(string json)
    {
        IssueSink issues = new();
        return PoleJson.Read(Encoding.UTF8.GetBytes(json), BuiltInDictionary.BuiltIn, issues) ?? throw new InvalidOperationException(issues.Issues[0].ToString());
    }

    private static LoadedWorkspace? Read(string? obligations, out IReadOnlyList<Issue> found)
    {
        List<WorkspaceFile> files =
        [
            File("parley.yaml", "installation: T\norganisation: wexshire\ndictionary: \"2026.1\"\n"),
            File("organisations/wexshire.yaml", "organisation: wexshire\nname: Wexshire\nkind: force\n"),
            File("access.yaml", "roles: { victim-care: [] }\n"),
        ];
        if (obligations is not null)
        {
            files.Add(File("obligations.yaml", obligations));
        }

        IssueSink issues = new();
        LoadedWorkspace? workspace = WorkspaceReader.Read(files, issues, null);
        found = issues.Issues;
        return workspace;
    }

    private static WorkspaceFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
