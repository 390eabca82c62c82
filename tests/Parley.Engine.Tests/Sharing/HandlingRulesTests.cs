using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Tests.Dictionary;
using Parley.Engine.Tests.Sharing.Support;
using Xunit;
using static Parley.Engine.Tests.Sharing.Parties;
using Record = Parley.Engine.Dictionary.Record;

namespace Parley.Engine.Tests.Sharing;

/// <summary>The handling rules of sharing.yaml: how they are read, what of them is warned of, and that decisions follow them.</summary>
public sealed class HandlingRulesTests
{
    private static readonly TransferDefinition s_transfer = new() { Basis = "adequacy", Reference = "Regulations 2021" };

    private readonly SharingWorkspace _workspace = new();

    [Fact]
    public void Read_TightenedRules_AreTakenWithoutAWord()
    {
        HandlingRules rules = Read("""
            regimes-must-fit: true
            handling:
              highest-local-marking: OFFICIAL
              instructions: { personal-data: police, hmg-use-only: police, police-only: owner, recipients-only: owner }
              intelligence-555: { "3": home-country }
              actions: [A1]
              sanitisation:
                S1: { reach: named, withhold: [provenance, submittedBy, originator, operationName, recordedBy, text] }
              subject-of-role: { victim: victim }
            """).Handling;

        Assert.Empty(_workspace.Issues.Issues);
        Assert.Equal("OFFICIAL", rules.HighestLocalMarking);
        Assert.Equal((HandlingReach.Police, HandlingReach.Owner, HandlingReach.HomeCountry), (rules.Instructions["personal-data"], rules.Instructions["police-only"], rules.Instructions["uk-eyes-only"]));
        Assert.Equal((HandlingReach.HomeCountry, HandlingReach.Police), (rules.Handling555["3"], rules.Handling555["1"]));
        Assert.Equal(["A1"], rules.Actions);
        Assert.Equal(HandlingReach.Named, rules.Sanitisation["S1"].Reach);
        Assert.Contains("text", rules.Sanitisation["S1"].Withhold);
        Assert.Equal(HandlingReach.Owner, rules.Sanitisation["S2"].Reach);
    }

    [Theory]
    [InlineData("regimes-must-fit: false", 1, 19)]
    [InlineData("handling: { highest-local-marking: SECRET }", 1, 36)]
    [InlineData("handling:\n  instructions: { police-only: government }", 2, 32)]
    [InlineData("handling:\n  instructions: { police-only: named }", 2, 32)]
    [InlineData("handling:\n  instructions: { recipients-only: police }", 2, 36)]
    [InlineData("handling:\n  intelligence-555: { \"4\": police }", 2, 28)]
    [InlineData("handling:\n  sanitisation:\n    S2: { reach: police }", 3, 18)]
    [InlineData("handling:\n  sanitisation:\n    S1: { withhold: [provenance, submittedBy, originator, operationName] }", 3, 21)]
    [InlineData("handling:\n  subject-of-role: { victim: other }", 2, 30)]
    [InlineData("handling:\n  subject-of-role: { missing-person: witness }", 2, 38)]
    public void Read_LoosenedRule_IsWarnedOfWhereItStands(string text, int line, int column)
    {
        Read(text);

        Issue issue = Assert.Single(_workspace.Issues.Issues);
        Assert.Equal(("AGR005", "sharing.yaml", line, column), (issue.Code.Code, issue.Position.File, issue.Position.Line, issue.Position.Column));
        Assert.Equal(Severity.Warning, issue.Severity);
    }

    [Theory]
    [InlineData("handling: { highest-local-marking: SECRETS }", "AGR013", 1, 36)]
    [InlineData("handling:\n  instructions: { police-onyl: police }", "AGR013", 2, 19)]
    [InlineData("handling:\n  instructions: { police-only: plice }", "WSP008", 2, 32)]
    [InlineData("handling:\n  instructions: { police-only: [police] }", "WSP007", 2, 32)]
    [InlineData("handling:\n  intelligence-555: { \"6\": owner }", "AGR013", 2, 23)]
    [InlineData("handling: { actions: [A1, A9] }", "AGR013", 1, 27)]
    [InlineData("handling:\n  sanitisation: { S3: { reach: owner } }", "AGR013", 2, 19)]
    [InlineData("handling:\n  sanitisation: { S1: { withhold: [provenanse] } }", "AGR015", 2, 36)]
    [InlineData("handling:\n  subject-of-role: { victm: victim }", "AGR017", 2, 22)]
    [InlineData("handling:\n  subject-of-role: { victim: victm }", "AGR013", 2, 30)]
    [InlineData("handling: { instruction: {} }", "WSP006", 1, 13)]
    [InlineData("regimes-must-fit: sometimes", "WSP007", 1, 19)]
    public void Read_Fault_IsAnErrorWhereItStands(string text, string code, int line, int column)
    {
        Assert.Null(_workspace.With("sharing.yaml", text + "\n").Read());

        Issue issue = _workspace.Issues.Issues.First(i => i.Severity == Severity.Error);
        Assert.Equal((code, "sharing.yaml", line, column), (issue.Code.Code, issue.Position.File, issue.Position.Line, issue.Position.Column));
        Assert.NotEmpty(issue.Code.Remedy);
    }

    [Fact]
    public void Read_EmptyActions_AreNone()
    {
        HandlingRules rules = Read("handling: { actions: [] }").Handling;

        Assert.Equal("AGR020", Assert.Single(_workspace.Issues.Issues).Code.Code);
        Assert.Empty(rules.Actions);
    }

    [Theory]
    [InlineData("police-only", "eastmoor", "police-only: owner", true, false)]
    [InlineData("police-only", "prosecution", "police-only: government", false, true)]
    [InlineData("personal-data", "abroad", "personal-data: home-country", true, false)]
    [InlineData("commercial", "abroad", "commercial: anyone", false, true)]
    public void Decide_Instruction_ReachesAsTheRuleSays(string instruction, string to, string rule, bool before, bool after)
    {
        Bundle bundle = Burglary();
        Build.Set(bundle.Records[0], "handling", instruction);

        Assert.Equal(before, Goes(SharingRules.Default, to, bundle));
        Assert.Equal(after, Goes(Read($"handling:\n  instructions: {{ {rule} }}"), to, bundle));
    }

    [Fact]
    public void Decide_LocalMarking_IsBoundByTheRule()
    {
        Bundle bundle = Burglary();
        Build.Set(bundle.Records[1], "marking", "OFFICIAL-SENSITIVE");
        SharingRequest local = Request("wexshire", "policing");

        Assert.Equal(bundle.Records.Count, Policy([]).Decide(local, bundle).Permitted!.Records.Count);
        Assert.Equal(bundle.Records.Count - 1, Policy([], Read("handling: { highest-local-marking: OFFICIAL }")).Decide(local, bundle).Permitted!.Records.Count);
    }

    [Theory]
    [InlineData("C", "A3", "S1", "", "actions: [A1, A2]", true, false)]
    [InlineData("C", "A1", "S2", "", "sanitisation: { S2: { reach: police } }", false, true)]
    [InlineData("C", "A1", "S1", "", "sanitisation: { S1: { reach: owner } }", true, false)]
    [InlineData("", "", "", "1", "intelligence-555: { \"1\": owner }", true, false)]
    [InlineData("", "", "", "4", "intelligence-555: { \"4\": police }", false, true)]
    public void Decide_Intelligence_GoesByTheRuleOfItsGrade(
        string handling, string action, string sanitisation, string old, string rule, bool before, bool after)
    {
        Bundle report = Report(handling, action, sanitisation, old);

        Assert.Equal(before, Intelligence(SharingRules.Default, "eastmoor", report) is not null);
        Assert.Equal(after, Intelligence(Read($"handling:\n  {rule}"), "eastmoor", report) is not null);
    }

    [Fact]
    public void Decide_SanitisedAttributes_AreThoseOfTheRule()
    {
        Bundle report = Report("C", "A1", "S1", "");

        Assert.Contains("text", Intelligence(SharingRules.Default, "eastmoor", report)!.Records[0].Names());
        IEnumerable<string> names = Intelligence(Read("handling: { sanitisation: { S1: { withhold: [provenance, text] } } }"), "eastmoor", report)!.Records[0].Names();
        Assert.DoesNotContain("text", names);
        Assert.DoesNotContain("provenance", names);
    }

    [Theory]
    [InlineData("intelligence-555: { \"3\": named }", "", "3")]
    [InlineData("sanitisation: { S1: { reach: named } }", "S1", "")]
    public void Decide_ReachNamed_LetsNothingGoUnderAGroup(string rule, string sanitisation, string old)
    {
        SharingRules rules = Read($"handling:\n  {rule}");
        Bundle report = Report(sanitisation.Length > 0 ? "C" : "", sanitisation.Length > 0 ? "A1" : "", sanitisation, old);

        Assert.NotNull(Intelligence(rules, "eastmoor", report));
        Assert.Null(Intelligence(rules, "forces", report));
        Assert.NotNull(Intelligence(SharingRules.Default, "forces", report));
    }

    [Fact]
    public void Decide_SubjectOfRole_MovesTheRecordToItsCategory()
    {
        GrantDefinition witnesses = Grant("Person", "familyName") with { Subjects = ["witness"] };
        AgreementStanding[] agreements = [Agreement("a", "eastmoor", Grant("Crime", "reference"), witnesses).Signed()];

        Assert.Single(Policy(agreements).Decide(Request("eastmoor"), Burglary()).Permitted!.Records);
        Assert.Equal(2, Policy(agreements, Read("handling: { subject-of-role: { victim: witness } }")).Decide(Request("eastmoor"), Burglary()).Permitted!.Records.Count);
    }

    [Fact]
    public void Decide_RegimesThatDiffer_AreLetPassOnlyWhenTheRuleIsOff()
    {
        AgreementStanding[] agreements = [(Agreement("a", "support", Grant("Crime", "reference")) with { Regime = "general", Gateways = [] }).Signed()];

        Assert.Equal(SharingIssues.RegimeDiffers, Policy(agreements).Decide(Request("support"), Burglary()).Refusal);
        Assert.NotNull(Policy(agreements, Read("regimes-must-fit: false")).Decide(Request("support"), Burglary()).Permitted);
    }

    private SharingRules Read(string text) =>
        (_workspace.With("sharing.yaml", text + "\n").Read() ?? throw new InvalidOperationException(string.Join("\n", _workspace.Issues.Issues))).Sharing;

    private static bool Goes(SharingRules rules, string to, Bundle bundle)
    {
        AgreementDefinition agreement = Agreement("a", to, Grant("Crime", "reference"), Grant("Person", "familyName")) with { Transfer = to == "abroad" ? s_transfer : null };
        return Policy([agreement.Signed()], rules).Decide(Request(to) with { StandardFormat = true }, bundle).Permitted is not null;
    }

    private static Bundle? Intelligence(SharingRules rules, string to, Bundle report) =>
        Policy([Agreement("a", to, Grant("IntelligenceReport") with { Classes = ["intelligence", "administrative"] }).Signed()], rules)
            .Decide(Request("eastmoor"), report).Permitted;

    private static Bundle Burglary() => Build.Bundle(
        Build.Record("Crime", ("reference", "12/345/26"), ("crimeType", "burglary-residential")),
        Build.Record("Person", ("familyName", "Ashworth")))
        .With(1, "victim-of", 0);

    private static Bundle Report(string handling, string action, string sanitisation, string old)
    {
        Record report = Build.Record("IntelligenceReport", ("reference", "IR1"), ("text", "A van was seen"), ("provenance", "From a neighbour"));
        foreach ((string name, string value) in new[] { ("handlingCode", handling), ("actionCode", action), ("sanitisationCode", sanitisation), ("handlingCode555", old) })
        {
            if (value.Length > 0)
            {
                Build.Set(report, name, value);
            }
        }

        return new Bundle([report], []);
    }
}
