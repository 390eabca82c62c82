using Parley.Engine.Dictionary;
using Parley.Engine.Sharing;
using Parley.Engine.Tests.Dictionary;
using Xunit;
using static Parley.Engine.Tests.Sharing.Parties;
using Record = Parley.Engine.Dictionary.Record;

namespace Parley.Engine.Tests.Sharing;

public sealed class SharingPolicyTests
{
    private static readonly GrantDefinition s_crime = Grant("Crime", "reference", "crimeType");

    [Fact]
    public void Local_WithoutAgreement_GivesTheSameBundle()
    {
        Bundle bundle = Burglary();

        Decision decision = Policy().Decide(Request("wexshire", "policing"), bundle);

        Assert.Same(bundle, decision.Permitted);
        Assert.Equal(ExchangeLevel.Local, decision.Level);
        Assert.Empty(decision.Withheld);
    }

    [Fact]
    public void Local_SecretRecord_IsWithheldUnlessSaid()
    {
        Bundle bundle = Burglary();
        Build.Set(bundle.Records[1], "marking", "SECRET");

        Decision decision = Policy().Decide(Request("wexshire", "policing"), bundle);

        Assert.Equal(2, decision.Permitted!.Records.Count);
        Assert.Contains(decision.Withheld, w => w is { Record: 1, Attribute: null } && w.Code == SharingIssues.MarkingTooHigh);
    }

    [Fact]
    public void NothingAgreed_NothingShared()
    {
        Decision decision = Policy().Decide(Request("eastmoor"), Burglary());

        Assert.Null(decision.Permitted);
        Assert.Equal(SharingIssues.NoAgreement, decision.Refusal);
        Assert.Equal(ExchangeLevel.InterForce, decision.Level);
    }

    [Fact]
    public void Agreement_PermitsWhatItLists_AndNothingElse()
    {
        Decision decision = Policy(Agreement("a", "eastmoor", s_crime, Grant("Person", "familyName") with { Roles = ["victim"] }))
            .Decide(Request("eastmoor"), Burglary());

        Assert.Equal(["crimeType", "reference"], decision.Permitted!.Records[0].Names());
        Assert.Equal(["familyName"], decision.Permitted.Records[1].Names());
        Assert.Equal(2, decision.Permitted.Records.Count);
        Assert.Single(decision.Permitted.Links);
        Assert.Equal(["a@" + Agreement("a", "eastmoor").Hash[..16]], decision.Basis.Agreements);
        Assert.Contains(decision.Withheld, w => w is { Record: 2, Attribute: null } && w.Code == SharingIssues.NotPermitted);
        Assert.Contains(decision.Obligations, o => o is { Kind: "retention", Value: "P6Y", Agreement: "a" });
    }

    [Fact]
    public void EmptyLists_AreNobodyAndNothing()
    {
        Bundle bundle = Burglary();
        GrantDefinition person = Grant("Person", "familyName");

        Assert.Null(Policy(Agreement("a", "eastmoor", Grant("Crime"))).Decide(Request("eastmoor"), bundle).Permitted);
        foreach (GrantDefinition nobody in new[] { person with { Roles = [] }, person with { Subjects = [] } })
        {
            Assert.Single(Policy(Agreement("a", "eastmoor", s_crime, nobody)).Decide(Request("eastmoor"), bundle).Permitted!.Records);
        }
    }

    [Fact]
    public void Prohibition_OfAnyAgreement_WinsOverEveryPermission()
    {
        AgreementDefinition other = Agreement("b", "eastmoor", Grant("Vehicle", "make")) with
        {
            Purpose = "prosecution",
            Prohibitions = [new ProhibitionDefinition { Records = ["Crime"], Attributes = ["crimeType"] }],
        };
        AgreementDefinition permitting = Agreement("a", "eastmoor", s_crime);

        Decision forbidden = Policy(permitting, other).Decide(Request("eastmoor"), Burglary());
        Decision suspended = Policy([permitting.Signed(), other.Signed(new AgreementStop(AgreementState.Suspended, other.Start, "eastmoor", "audit"))])
            .Decide(Request("eastmoor"), Burglary());
        Decision ended = Policy([permitting.Signed(), other.Signed(new AgreementStop(AgreementState.Ended, other.Start, "eastmoor", "done"))])
            .Decide(Request("eastmoor"), Burglary());

        Assert.Equal(["reference"], forbidden.Permitted!.Records[0].Names());
        Assert.Contains(forbidden.Withheld, w => w.Attribute == "crimeType" && w.Code == SharingIssues.Prohibited && w.Agreement == "b");
        Assert.Equal(["reference"], suspended.Permitted!.Records[0].Names());
        Assert.Equal(["crimeType", "reference"], ended.Permitted!.Records[0].Names());
    }

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    [InlineData("2028-01-01", true)]
    [InlineData("2028-01-02", false)]
    public void Dates_BoundTheAgreement_OnOnePolicyAskedInAnyOrder(string day, bool permitted)
    {
        SharingPolicy policy = Policy(Agreement("a", "eastmoor", s_crime));
        foreach (string earlier in new[] { "2027-06-01", "2030-01-01", "2020-01-01" })
        {
            policy.Decide(On(earlier), Burglary());
        }

        Assert.Equal(permitted, policy.Decide(On(day), Burglary()).Permitted is not null);

        static SharingRequest On(string day) => Request("eastmoor") with { Day = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) };
    }

    [Fact]
    public void Subjects_AreThoseOfTheAttributeAndOfTheRole()
    {
        AgreementDefinition agreement = Agreement("a", "eastmoor", s_crime, Grant("Person", "familyName", "dataSubjectCategory") with { Subjects = ["witness"] });
        Bundle bundle = Burglary();
        Assert.Single(Policy(agreement).Decide(Request("eastmoor"), bundle).Permitted!.Records);

        Build.Set(bundle.Records[2], "dataSubjectCategory", "witness");

        Assert.Equal(["Crime", "Person"], Policy(agreement).Decide(Request("eastmoor"), bundle).Permitted!.Records.Select(r => r.Type.Name));
    }

    [Fact]
    public void Roles_ThatWereNotPermitted_AreNotToldByLinks()
    {
        Bundle bundle = Burglary().With(1, "suspect-in", 0);

        Decision decision = Policy(Agreement("a", "eastmoor", s_crime, Grant("Person", "familyName") with { Roles = ["victim"] }))
            .Decide(Request("eastmoor"), bundle);

        Assert.Equal(["victim-of"], decision.Permitted!.Links.Select(l => l.Role.Name));
        Assert.Contains(decision.Withheld, w => w.Attribute == "links.suspect-in" && w.Code == SharingIssues.RoleTells);
    }

    [Theory]
    [InlineData("OFFICIAL-SENSITIVE", true)]
    [InlineData("SECRET", false)]
    [InlineData("BEYOND-ALL", false)]
    public void Marking_AboveTheHighest_IsWithheld(string marking, bool goes)
    {
        Bundle bundle = Burglary();
        Build.Set(bundle.Records[0], "marking", marking);

        Decision decision = Policy(Agreement("a", "eastmoor", s_crime)).Decide(Request("eastmoor"), bundle);

        Assert.Equal(goes, decision.Permitted is not null);
        Assert.Equal(goes, decision.Permitted?.Records[0].Names().Contains("marking") == true);
    }

    [Fact]
    public void Marking_OfAGrant_MayBeLowerThanTheAgreements()
    {
        Bundle bundle = Burglary();
        Build.Set(bundle.Records[0], "marking", "OFFICIAL-SENSITIVE");
        GrantDefinition lower = Grant("Crime", "crimeType") with { HighestMarking = "OFFICIAL" };

        Decision decision = Policy(Agreement("a", "eastmoor", Grant("Crime", "reference"), lower)).Decide(Request("eastmoor"), bundle);

        Assert.Equal(["marking", "reference"], decision.Permitted!.Records[0].Names());
        Assert.Contains(decision.Withheld, w => w.Attribute == "crimeType" && w.Code == SharingIssues.MarkingTooHigh);
    }

    [Theory]
    [InlineData("organisational-use-only", "eastmoor", false)]
    [InlineData("embargoed", "eastmoor", false)]
    [InlineData("legal-professional-privilege", "eastmoor", false)]
    [InlineData("something-nobody-knows", "eastmoor", false)]
    [InlineData("police-only", "eastmoor", true)]
    [InlineData("police-only", "prosecution", false)]
    [InlineData("hmg-use-only", "prosecution", true)]
    [InlineData("uk-eyes-only", "prosecution", true)]
    [InlineData("for-public-release", "eastmoor", true)]
    [InlineData("recipients-only", "eastmoor", true)]
    public void Handling_BoundsHowFarARecordGoes(string instruction, string to, bool goes)
    {
        Bundle bundle = Burglary();
        Build.Set(bundle.Records[0], "handling", instruction);

        Decision decision = Policy(Agreement("a", to, s_crime)).Decide(Request(to), bundle);

        Assert.Equal(goes, decision.Permitted is not null);
        Assert.Equal(goes, decision.Obligations.Any(o => o.Kind == "handling" && o.Value == instruction));
        Assert.NotNull(Policy().Decide(Request("wexshire", "policing"), bundle).Permitted);
    }

    [Fact]
    public void RecipientsOnly_ToAMemberOfAGroup_IsWithheld()
    {
        Bundle bundle = Burglary();
        Build.Set(bundle.Records[0], "handling", "recipients-only");
        AgreementDefinition group = Agreement("a", "forces", s_crime);

        Assert.Equal(SharingIssues.HandlingForbids, Policy(group).Decide(Request("eastmoor"), bundle).Withheld[0].Code);
        Assert.NotNull(Policy(group, Agreement("b", "eastmoor", s_crime)).Decide(Request("eastmoor"), bundle).Permitted);
        Assert.NotNull(Policy(group).Decide(Request("eastmoor"), Burglary()).Permitted);
    }

    [Theory]
    [InlineData("P", "", "", "", null)]
    [InlineData("C", "A1", "S1", "", null)]
    [InlineData("C", "A1", "S2", "", "SHR106")]
    [InlineData("C", "", "S1", "", "SHR108")]
    [InlineData("C", "A1", "", "", "SHR108")]
    [InlineData("", "", "", "", "SHR108")]
    [InlineData("", "", "", "2", null)]
    [InlineData("", "", "", "4", "SHR105")]
    [InlineData("P", "", "", "4", "SHR105")]
    public void Intelligence_GoesByItsGrade(string handling, string action, string sanitisation, string old, string? code)
    {
        Record report = Build.Record("IntelligenceReport", ("reference", "IR1"), ("text", "A van was seen"), ("provenance", "From a neighbour"));
        foreach ((string name, string value) in new[] { ("handlingCode", handling), ("actionCode", action), ("sanitisationCode", sanitisation), ("handlingCode555", old) })
        {
            if (value.Length > 0)
            {
                Build.Set(report, name, value);
            }
        }

        Decision decision = Policy(Agreement("a", "eastmoor", Grant("IntelligenceReport") with { Classes = ["intelligence", "administrative"] }))
            .Decide(Request("eastmoor"), Build.Bundle(report));

        Assert.Equal(code, decision.Permitted is null ? decision.Withheld[0].Code.Code : null);
        if (handling == "C" && code is null)
        {
            Assert.DoesNotContain("provenance", decision.Permitted!.Records[0].Names());
            Assert.Contains(decision.Withheld, w => w.Attribute == "provenance" && w.Code == SharingIssues.Sanitised);
            Assert.Contains(decision.Obligations, o => o is { Kind: "handling", Value: "A1" });
        }
    }

    [Fact]
    public void Originator_OfAnotherOrganisation_KeepsControl()
    {
        Record report = Build.Record("IntelligenceReport", ("reference", "IR1"), ("handlingCode", "P"), ("originator", "Prosecution Office"));
        AgreementDefinition To(string to) => Agreement("a", to, Grant("IntelligenceReport", "reference"));

        Assert.Equal(SharingIssues.OriginatorControls, Policy(To("eastmoor")).Decide(Request("eastmoor"), Build.Bundle(report)).Withheld[0].Code);
        Assert.NotNull(Policy(To("prosecution")).Decide(Request("prosecution"), Build.Bundle(report)).Permitted);
    }

    [Fact]
    public void Protected_WithoutSensitiveCondition_IsWithheld()
    {
        Bundle bundle = Build.Bundle(Build.Record("Person", ("familyName", "Ashworth"), ("religion", "none")));
        AgreementDefinition agreement = Agreement("a", "eastmoor", Grant("Person", "familyName", "religion"));

        Decision without = Policy(agreement with { SensitiveConditions = [] }).Decide(Request("eastmoor"), bundle);

        Assert.Equal(["familyName"], without.Permitted!.Records[0].Names());
        Assert.Equal(SharingIssues.Sensitive, Assert.Single(without.Withheld).Code);
        Assert.Same(bundle, Policy(agreement).Decide(Request("eastmoor"), bundle).Permitted);
    }

    [Fact]
    public void International_NeedsTransferBasisAndStandardFormat()
    {
        AgreementDefinition agreement = Agreement("a", "abroad", s_crime);
        AgreementDefinition based = agreement with { Transfer = new TransferDefinition { Basis = "adequacy", Reference = "Regulations 2021" } };
        SharingRequest standard = Request("abroad") with { StandardFormat = true };

        Assert.Equal(SharingIssues.NoTransferBasis, Policy(agreement).Decide(standard, Burglary()).Refusal);
        Assert.Equal(SharingIssues.NoStandardFormat, Policy(based).Decide(Request("abroad"), Burglary()).Refusal);
        Assert.NotNull(Policy(based).Decide(standard, Burglary()).Permitted);
    }

    [Fact]
    public void Regimes_MustFit()
    {
        AgreementDefinition charity = Agreement("a", "support", s_crime) with { Purpose = "victim-support", Regime = "general", Basis = "public-task" };
        SharingRequest request = Request("support", "victim-support");

        Assert.Equal(SharingIssues.RegimeDiffers, Policy(charity).Decide(request, Burglary()).Refusal);
        Assert.NotNull(Policy(charity with { Gateways = ["dvcva-2004"] }).Decide(request, Burglary()).Permitted);
        Assert.Equal(SharingIssues.RegimeDiffers, Policy(Agreement("a", "support", s_crime)).Decide(Request("support"), Burglary()).Refusal);
    }

    [Fact]
    public void Purpose_IsThatOfTheAgreement()
    {
        SharingPolicy policy = Policy(Agreement("a", "eastmoor", s_crime));

        Assert.Equal(SharingIssues.NoAgreement, policy.Decide(Request("eastmoor", "prosecution"), Burglary()).Refusal);
        Assert.Equal(SharingIssues.NoPurpose, policy.Decide(Request("eastmoor", "curiosity"), Burglary()).Refusal);
        Assert.Equal(SharingIssues.UnknownOrganisation, policy.Decide(Request("nobody"), Burglary()).Refusal);
    }

    [Fact]
    public void Persons_NeedARoleAndAReason()
    {
        SharingPolicy policy = Policy(Agreement("a", "eastmoor", s_crime));
        SharingRequest person = Request("eastmoor") with { Person = "0f3a" };

        Assert.Equal(SharingIssues.NoRole, policy.Decide(person, Burglary()).Refusal);
        Assert.Equal(SharingIssues.NoReason, policy.Decide(person with { Roles = ["analyst"] }, Burglary()).Refusal);
        Assert.NotNull(policy.Decide(person with { Roles = ["analyst"], Reason = "Series of burglaries" }, Burglary()).Permitted);
    }

    [Fact]
    public void ReasonRequired_ByAgreement_BindsSystemsToo()
    {
        SharingPolicy policy = Policy(Agreement("a", "eastmoor", s_crime) with { ReasonRequired = true });

        Assert.Equal(SharingIssues.NoReason, policy.Decide(Request("eastmoor"), Burglary()).Refusal);
        Assert.NotNull(policy.Decide(Request("eastmoor") with { Reason = "Standing feed" }, Burglary()).Permitted);
    }

    [Fact]
    public void Emergency_PermitsWithoutAgreement_UnderOwnRestrictions()
    {
        Bundle bundle = Burglary();
        Build.Set(bundle.Records[2], "handling", "organisational-use-only");

        Decision decision = Policy().Decide(Request("support", "safeguarding") with { Emergency = "m1" }, bundle);

        Assert.Equal(2, decision.Permitted!.Records.Count);
        Assert.Equal(["emergency:m1"], decision.Basis.Agreements);
    }

    [Theory]
    [InlineData(".crimeType == \"burglary-residential\"", true, false)]
    [InlineData("any(.links[]; .role == \"victim-of\" and .record.familyName == \"Ashworth\" and .direction == \"in\")", true, false)]
    [InlineData("false", false, false)]
    [InlineData("1", false, false)]
    [InlineData("error(\"no\")", false, true)]
    [InlineData("last(range(1000000)) == 999999", false, true)]
    [InlineData("this is no jq", false, true)]
    public void Where_HoldsOnlyWhenTrue_AndAFailureWithholds(string where, bool goes, bool failed)
    {
        Bundle bundle = Burglary();
        SharingPolicy permits = Policy(Agreement("a", "eastmoor", s_crime with { Where = where }));
        SharingPolicy forbids = Policy(Agreement("a", "eastmoor", s_crime) with
        {
            Prohibitions = [new ProhibitionDefinition { Records = ["Crime"], Where = where }],
        });

        Decision decision = permits.Decide(Request("eastmoor"), bundle);

        Assert.Equal(goes, decision.Permitted is not null);
        Assert.Equal(failed, decision.Withheld.Any(w => w.Code == SharingIssues.ConditionFailed));
        Assert.Equal(goes || failed, forbids.Decide(Request("eastmoor"), bundle).Permitted is null);
    }

    [Fact]
    public void Basis_NamesOnlyAgreementsThatGaveSomething()
    {
        AgreementDefinition first = Agreement("a", "eastmoor", Grant("Crime", "reference"));
        AgreementDefinition same = Agreement("b", "eastmoor", Grant("Crime", "reference"));
        AgreementDefinition more = Agreement("c", "eastmoor", Grant("Crime", "crimeType"));
        AgreementDefinition unused = Agreement("d", "eastmoor", Grant("Vehicle", "make"));

        Decision decision = Policy(unused, more, same, first).Decide(Request("eastmoor"), Burglary());

        Assert.Equal([DecisionBasis.Name(first), DecisionBasis.Name(more)], decision.Basis.Agreements);
    }

    [Fact]
    public void Local_WhereTheRulesAskForAnAgreement_GoesAsItPermits()
    {
        SharingRules strict = Levelled(ExchangeLevel.Local, new LevelRules(true, false, false, true));
        AgreementDefinition own = Agreement("a", "eastmoor", s_crime) with { Purpose = "policing", Parties = [Party("wexshire", true) with { Receives = true }, Party("eastmoor", false)] };

        Assert.Equal(SharingIssues.NoAgreement, Policy([], strict).Decide(Request("wexshire", "policing"), Burglary()).Refusal);
        Assert.Equal(["crimeType", "reference"], Policy([own.Signed()], strict).Decide(Request("wexshire", "policing"), Burglary()).Permitted!.Records[0].Names());
        Assert.Equal(3, Policy(own).Decide(Request("wexshire", "policing"), Burglary()).Permitted!.Records.Count);
    }

    [Fact]
    public void OwnAgreement_ForbidsAtTheLocalLevelInAnyCase_AndPermitsWhereTheRulesAskForOne()
    {
        SharingRules strict = Levelled(ExchangeLevel.Local, new LevelRules(true, false, false, true));
        AgreementDefinition own = Agreement("own", "eastmoor", s_crime) with
        {
            Purpose = "policing",
            Parties = [Party("wexshire", true) with { Receives = true }],
            Prohibitions = [new ProhibitionDefinition { Records = ["Person"], Attributes = ["familyName"] }],
        };
        AgreementDefinition withAnother = own with { Id = "other", Parties = [.. own.Parties, Party("eastmoor", false)] };
        SharingRequest local = Request("wexshire", "policing");

        Decision held = Policy(own).Decide(local, Burglary());
        Assert.DoesNotContain(held.Permitted!.Records.SelectMany(r => r.Names()), n => n == "familyName");
        Assert.Contains(held.Withheld, w => w.Attribute == "familyName" && w.Code == SharingIssues.Prohibited);
        Assert.Equal(3, held.Permitted!.Records.Count);
        Assert.Contains("familyName", Policy(withAnother).Decide(local, Burglary()).Permitted!.Records.SelectMany(r => r.Names()));
        Assert.Equal(["crimeType", "reference"], Policy([own.Signed()], strict).Decide(local, Burglary()).Permitted!.Records[0].Names());
        Assert.NotEqual(Policy().TermsOf(local), Policy(own).TermsOf(local));
    }

    [Fact]
    public void TransferBasis_IsAskedForAlsoWhereNoAgreementIs()
    {
        SharingRules rules = Levelled(ExchangeLevel.International, new LevelRules(false, true, false, true));

        Assert.Equal(SharingIssues.NoTransferBasis, Policy([], rules).Decide(Request("abroad"), Burglary()).Refusal);
    }

    private static SharingRules Levelled(ExchangeLevel level, LevelRules rules) =>
        SharingRules.Default with { Levels = new Dictionary<ExchangeLevel, LevelRules>(LevelRules.Default) { [level] = rules } };

    [Fact]
    public void Terms_AreTheSameForAsLongAsNothingTheyStandForChanges()
    {
        AgreementDefinition agreement = Agreement("a", "eastmoor", s_crime);
        SharingRequest request = Request("eastmoor");
        long terms = Policy(agreement).Decide(request, Burglary()).Terms;
        DateOnly day = Today;
        SharingRules tightened = SharingRules.Default with
        {
            Handling = new HandlingRules { Instructions = new Dictionary<string, HandlingReach> { ["police-only"] = HandlingReach.Owner } },
        };

        Assert.Equal(terms, Policy(agreement).TermsOf(request));
        Assert.Equal(terms, Policy(agreement, Agreement("of-others", "prosecution", s_crime)).TermsOf(request));
        Assert.Equal(terms, Policy(agreement).TermsOf(request with { Day = Today.AddDays(30) }));
        Assert.NotEqual(terms, Policy(agreement with { Hash = new string('0', 64) }).TermsOf(request));
        Assert.NotEqual(terms, Policy(agreement).TermsOf(request with { Day = Today.AddYears(5) }));
        Assert.NotEqual(terms, Policy([agreement.Signed(new AgreementStop(AgreementState.Suspended, day, "eastmoor", "audit"))]).TermsOf(request));
        Assert.NotEqual(terms, Policy(agreement, Agreement("b", "eastmoor", s_crime)).TermsOf(request));
        Assert.NotEqual(terms, Policy([agreement.Signed()], tightened).TermsOf(request));
        Assert.NotEqual(terms, Policy([agreement.Signed()], SharingRules.Default with { RegimesMustFit = false }).TermsOf(request));
    }

    [Fact]
    public void Terms_WithinOneOrganisation_FollowItsRulesAndNoAgreement()
    {
        SharingRequest local = Request("wexshire", "policing");
        long terms = Policy().Decide(local, Burglary()).Terms;

        Assert.Equal(terms, Policy(Agreement("a", "eastmoor", s_crime)).TermsOf(local));
        Assert.NotEqual(terms, Policy([], SharingRules.Default with { Handling = new HandlingRules { HighestLocalMarking = "OFFICIAL" } }).TermsOf(local));
        Assert.NotEqual(terms, Policy([], Levelled(ExchangeLevel.Local, new LevelRules(true, false, false, true))).TermsOf(local));
    }

    private static Bundle Burglary() => Build.Bundle(
        Build.Record("Crime", ("reference", "12/345/26"), ("crimeType", "burglary-residential"), ("modusOperandi", "Through the kitchen window")),
        Build.Record("Person", ("familyName", "Ashworth"), ("mobileTelephone", "+447700900123")),
        Build.Record("Person", ("familyName", "Blackwood"), ("pncId", "1981/0000034U")))
        .With(1, "victim-of", 0).With(2, "suspect-in", 0);
}
